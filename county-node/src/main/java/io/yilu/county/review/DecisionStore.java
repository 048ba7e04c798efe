package io.yilu.county.review;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.CaseDecided.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the decisions and the counter of their documents. */
@Repository
class DecisionStore {

    private static final String PDF = "application/pdf";

    private final JdbcClient jdbc;

    DecisionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(CaseNumber number, Decision decision) {
        jdbc.sql("""
                INSERT INTO decision (case_number, outcome, opinion, result_name, result_number, document_sha256,
                    document_size, document_name, decided_at, decided_by)
                VALUES (:number, :outcome, :opinion, :resultName, :resultNumber, :sha256, :size, :fileName, :at, :by)""")
                .param("number", number.value())
                .param("outcome", decision.outcome().name())
                .param("opinion", decision.opinion())
                .param("resultName", decision.resultName())
                .param("resultNumber", decision.resultNumber())
                .param("sha256", decision.document().sha256())
                .param("size", decision.document().size())
                .param("fileName", decision.document().fileName())
                .param("at", decision.decidedAt())
                .param("by", decision.decidedBy())
                .update();
        decision.reasons()
                .forEach(reason -> jdbc.sql("INSERT INTO decision_reason (case_number, text) VALUES (:number, :text)")
                        .param("number", number.value())
                        .param("text", reason)
                        .update());
    }

    Optional<Decision> find(CaseNumber number) {
        return jdbc.sql("SELECT * FROM decision WHERE case_number = :number")
                .param("number", number.value())
                .query((rs, i) -> decision(rs, reasons(number)))
                .optional();
    }

    private List<String> reasons(CaseNumber number) {
        return jdbc.sql("SELECT text FROM decision_reason WHERE case_number = :number ORDER BY id")
                .param("number", number.value())
                .query(String.class)
                .list();
    }

    private static Decision decision(ResultSet rs, List<String> reasons) throws SQLException {
        return new Decision(
                Outcome.valueOf(rs.getString("outcome")),
                rs.getString("opinion"),
                reasons,
                rs.getString("result_name"),
                rs.getString("result_number"),
                new FileRef(
                        rs.getString("document_sha256"),
                        rs.getLong("document_size"),
                        PDF,
                        rs.getString("document_name")),
                rs.getObject("decided_at", Instant.class),
                rs.getString("decided_by"));
    }
}
