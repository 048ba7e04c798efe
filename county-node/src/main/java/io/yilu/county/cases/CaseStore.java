package io.yilu.county.cases;

import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.identity.CaseNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code cases}. */
@Repository
class CaseStore {

    private static final String MATCHES = """
             WHERE c.department = :department
               AND (:anyState OR c.state IN (:states))
               AND (:anyText OR c.case_number LIKE :like ESCAPE '!' OR c.applicant_name LIKE :like ESCAPE '!'
                    OR c.item_name LIKE :like ESCAPE '!' OR c.item_code LIKE :like ESCAPE '!')""";

    private final JdbcClient jdbc;

    CaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(CaseRow row) {
        jdbc.sql("""
                INSERT INTO cases (case_number, site, item_code, item_name, department, catalogue_version,
                    applicant_kind, applicant_name, applicant_sealed, form_sealed, state, state_since, writer_token,
                    accepted_at, accepted_on, accepted_by, received_at, promised_days, legal_days, promised_due,
                    legal_due, stopped_on, reviewer, clock_offset_millis, clock_doubted)
                VALUES (:caseNumber, :site, :itemCode, :itemName, :department, :catalogueVersion,
                    :applicantKind, :applicantName, :applicantSealed, :formSealed, :state, :stateSince, :writerToken,
                    :acceptedAt, :acceptedOn, :acceptedBy, :receivedAt, :promisedDays, :legalDays, :promisedDue,
                    :legalDue, :stoppedOn, :reviewer, :clockOffsetMillis, :clockDoubted)""").paramSource(row).update();
    }

    Optional<CaseRow> find(CaseNumber number) {
        return jdbc.sql("SELECT * FROM cases WHERE case_number = :number")
                .param("number", number.value())
                .query(CaseRow.class)
                .optional();
    }

    /** The row, locked until the transaction ends: whoever changes a case holds it. */
    Optional<CaseRow> lock(CaseNumber number) {
        return jdbc.sql("SELECT * FROM cases WHERE case_number = :number FOR UPDATE")
                .param("number", number.value())
                .query(CaseRow.class)
                .optional();
    }

    /** The cases that show a scan with this content. */
    List<CaseRow> withFile(String sha256) {
        return jdbc.sql("SELECT c.* FROM cases c WHERE c.case_number IN"
                        + " (SELECT f.case_number FROM case_file f WHERE f.sha256 = :sha256)")
                .param("sha256", sha256)
                .query(CaseRow.class)
                .list();
    }

    void changeState(CaseNumber number, CaseState state, Instant since) {
        jdbc.sql("UPDATE cases SET state = :state, state_since = :since WHERE case_number = :number")
                .param("state", state.name())
                .param("since", since)
                .param("number", number.value())
                .update();
    }

    /** The township dated a step of the case by a clock that was wrong. */
    void doubtClock(CaseNumber number) {
        jdbc.sql("UPDATE cases SET clock_doubted = TRUE WHERE case_number = :number")
                .param("number", number.value())
                .update();
    }

    void changeReviewer(CaseNumber number, String reviewer) {
        jdbc.sql("UPDATE cases SET reviewer = :reviewer WHERE case_number = :number")
                .param("reviewer", reviewer)
                .param("number", number.value())
                .update();
    }

    void changeWriterToken(CaseNumber number, int writerToken) {
        jdbc.sql("UPDATE cases SET writer_token = :token WHERE case_number = :number")
                .param("token", writerToken)
                .param("number", number.value())
                .update();
    }

    void changeForm(CaseNumber number, byte[] formSealed) {
        jdbc.sql("UPDATE cases SET form_sealed = :form WHERE case_number = :number")
                .param("form", formSealed)
                .param("number", number.value())
                .update();
    }

    void changeDue(CaseNumber number, LocalDate promised, LocalDate legal, @Nullable LocalDate stoppedOn) {
        jdbc.sql("UPDATE cases SET promised_due = :promised, legal_due = :legal, stopped_on = :stopped"
                        + " WHERE case_number = :number")
                .param("promised", promised)
                .param("legal", legal)
                .param("stopped", stoppedOn)
                .param("number", number.value())
                .update();
    }

    List<CaseRow> page(CaseQuery query) {
        return bind(
                        "SELECT c.* FROM cases c " + MATCHES + " ORDER BY "
                                + query.sort().columns() + " LIMIT :size OFFSET :offset",
                        query)
                .param("size", query.size())
                .param("offset", query.offset())
                .query(CaseRow.class)
                .list();
    }

    long count(CaseQuery query) {
        return bind("SELECT COUNT(*) FROM cases c " + MATCHES, query)
                .query(Long.class)
                .single();
    }

    Map<CaseState, Long> countByState(String department) {
        Map<CaseState, Long> counts = new EnumMap<>(CaseState.class);
        jdbc.sql("SELECT state, COUNT(*) AS n FROM cases WHERE department = :department GROUP BY state")
                .param("department", department)
                .query(rs -> {
                    counts.put(CaseState.valueOf(rs.getString("state")), rs.getLong("n"));
                });
        return counts;
    }

    private JdbcClient.StatementSpec bind(String sql, CaseQuery query) {
        List<String> states = query.scope().states();
        return jdbc.sql(sql)
                .param("department", query.department())
                .param("anyState", states.isEmpty())
                .param("states", states.isEmpty() ? List.of("") : states)
                .param("anyText", query.text().isEmpty())
                .param("like", query.like());
    }
}
