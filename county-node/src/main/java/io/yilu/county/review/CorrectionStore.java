package io.yilu.county.review;

import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.CorrectionRequested.Correction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the correction requests. */
@Repository
class CorrectionStore {

    private final JdbcClient jdbc;

    CorrectionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(CaseNumber number, CorrectionRequest request) {
        jdbc.sql("""
                INSERT INTO correction (case_number, writer_token, opinion, due_date, requested_at, requested_by)
                VALUES (:number, :token, :opinion, :due, :at, :by)""")
                .param("number", number.value())
                .param("token", request.writerToken())
                .param("opinion", request.opinion())
                .param("due", request.dueDate())
                .param("at", request.requestedAt())
                .param("by", request.requestedBy())
                .update();
        for (Correction line : request.lines()) {
            jdbc.sql("INSERT INTO correction_line (case_number, writer_token, material_seq, text)"
                            + " VALUES (:number, :token, :seq, :text)")
                    .param("number", number.value())
                    .param("token", request.writerToken())
                    .param("seq", line.materialSeq())
                    .param("text", line.text())
                    .update();
        }
    }

    /** All requests of a case, oldest first. */
    List<CorrectionRequest> of(CaseNumber number) {
        Map<Integer, List<Correction>> lines = new HashMap<>();
        jdbc.sql("SELECT writer_token, material_seq, text FROM correction_line WHERE case_number = :number ORDER BY id")
                .param("number", number.value())
                .query(rs -> {
                    lines.computeIfAbsent(rs.getInt("writer_token"), token -> new ArrayList<>())
                            .add(new Correction(rs.getObject("material_seq", Integer.class), rs.getString("text")));
                });
        return jdbc.sql("SELECT * FROM correction WHERE case_number = :number ORDER BY writer_token")
                .param("number", number.value())
                .query((rs, i) -> request(rs, lines))
                .list();
    }

    private static CorrectionRequest request(ResultSet rs, Map<Integer, List<Correction>> lines) throws SQLException {
        int token = rs.getInt("writer_token");
        return new CorrectionRequest(
                token,
                lines.getOrDefault(token, List.of()),
                rs.getString("opinion"),
                rs.getObject("due_date", LocalDate.class),
                rs.getObject("requested_at", Instant.class),
                rs.getString("requested_by"));
    }
}
