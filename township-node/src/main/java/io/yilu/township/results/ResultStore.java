package io.yilu.township.results;

import io.yilu.schemas.identity.CaseNumber;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code decision} and {@code handover}. */
@Repository
class ResultStore {

    private final JdbcClient jdbc;

    ResultStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(DecisionRow row) {
        jdbc.sql("""
                INSERT INTO decision (case_number, outcome, opinion, reasons, result_name, result_number, sha256, size,
                    media_type, file_name, department, decided_at, decided_by, arrived_at)
                VALUES (:caseNumber, :outcome, :opinion, :reasons, :resultName, :resultNumber, :sha256, :size,
                    :mediaType, :fileName, :department, :decidedAt, :decidedBy, :arrivedAt)""").paramSource(row).update();
    }

    void insert(HandoverRow row) {
        jdbc.sql("""
                INSERT INTO handover (case_number, collector_name, relation, id_checked, signature_sha256,
                    signature_size, signature_type, signature_name, delivered_at, delivered_by)
                VALUES (:caseNumber, :collectorName, :relation, :idChecked, :signatureSha256,
                    :signatureSize, :signatureType, :signatureName, :deliveredAt, :deliveredBy)""").paramSource(row).update();
    }

    Optional<DecisionRow> decision(CaseNumber number) {
        return jdbc.sql("SELECT * FROM decision WHERE case_number = :number")
                .param("number", number.value())
                .query(DecisionRow.class)
                .optional();
    }

    Optional<HandoverRow> handover(CaseNumber number) {
        return jdbc.sql("SELECT * FROM handover WHERE case_number = :number")
                .param("number", number.value())
                .query(HandoverRow.class)
                .optional();
    }

    List<DecisionRow> decisions(Collection<String> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("SELECT * FROM decision WHERE case_number IN (:numbers)")
                .param("numbers", numbers)
                .query(DecisionRow.class)
                .list();
    }

    /** Decided and not yet handed over, the longest waiting first. */
    List<DecisionRow> uncollected(int limit, int offset) {
        return jdbc.sql("""
                SELECT d.* FROM decision d LEFT JOIN handover h ON h.case_number = d.case_number
                 WHERE h.case_number IS NULL ORDER BY d.arrived_at, d.case_number LIMIT :limit OFFSET :offset""")
                .param("limit", limit)
                .param("offset", offset)
                .query(DecisionRow.class)
                .list();
    }

    long countUncollected() {
        return jdbc.sql("""
                SELECT COUNT(*) FROM decision d LEFT JOIN handover h ON h.case_number = d.case_number
                 WHERE h.case_number IS NULL""").query(Long.class).single();
    }

    /** Handed over, the newest first. */
    List<DecisionRow> collected(int limit, int offset) {
        return jdbc.sql("""
                SELECT d.* FROM decision d JOIN handover h ON h.case_number = d.case_number
                 ORDER BY h.delivered_at DESC, d.case_number LIMIT :limit OFFSET :offset""")
                .param("limit", limit)
                .param("offset", offset)
                .query(DecisionRow.class)
                .list();
    }

    long countCollected() {
        return jdbc.sql("SELECT COUNT(*) FROM handover").query(Long.class).single();
    }

    Optional<String> caseOfDocument(String sha256) {
        return jdbc.sql("SELECT case_number FROM decision WHERE sha256 = :sha256 LIMIT 1")
                .param("sha256", sha256)
                .query(String.class)
                .optional();
    }
}
