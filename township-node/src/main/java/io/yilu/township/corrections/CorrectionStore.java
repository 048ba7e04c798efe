package io.yilu.township.corrections;

import io.yilu.schemas.identity.CaseNumber;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code correction}. */
@Repository
class CorrectionStore {

    private final JdbcClient jdbc;

    CorrectionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(CorrectionRow row) {
        jdbc.sql("""
                INSERT INTO correction (case_number, writer_token, points, opinion, due_date, department, requested_at,
                    requested_by, answered_at)
                VALUES (:caseNumber, :writerToken, :points, :opinion, :dueDate, :department, :requestedAt,
                    :requestedBy, :answeredAt)""").paramSource(row).update();
    }

    /** The token of the last request, 0 if there was none. */
    int lastToken(CaseNumber number) {
        return jdbc.sql("SELECT COALESCE(MAX(writer_token), 0) FROM correction WHERE case_number = :number")
                .param("number", number.value())
                .query(Integer.class)
                .single();
    }

    Optional<CorrectionRow> open(CaseNumber number) {
        return jdbc.sql("""
                SELECT * FROM correction WHERE case_number = :number AND answered_at IS NULL
                 ORDER BY writer_token DESC LIMIT 1""")
                .param("number", number.value())
                .query(CorrectionRow.class)
                .optional();
    }

    void markAnswered(CaseNumber number, int writerToken, Instant at) {
        jdbc.sql("""
                UPDATE correction SET answered_at = :at
                 WHERE case_number = :number AND writer_token = :token""")
                .param("at", at)
                .param("number", number.value())
                .param("token", writerToken)
                .update();
    }
}
