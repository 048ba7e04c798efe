package io.yilu.township.cases;

import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the cases. */
@Repository
class CaseStore {

    private static final String MATCHES = """
            WHERE (:all OR c.case_number LIKE :like ESCAPE '!' OR c.applicant_name LIKE :like ESCAPE '!'
                   OR c.item_name LIKE :like ESCAPE '!' OR c.item_code LIKE :like ESCAPE '!'
                   OR c.applicant_id_masked = :masked)
              AND (:anyState OR c.state IN (:states))
              AND (:anyClerk OR c.accepted_by = :clerk)""";

    private final JdbcClient jdbc;

    CaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(CaseRow row) {
        jdbc.sql("""
                INSERT INTO cases (case_number, submission_key, item_code, item_name, department, department_name,
                    township_role, catalogue_version, fee, applicant_kind, applicant_name, applicant_id_masked,
                    applicant_sealed, form_sealed, state, state_since, accepted_at, accepted_on, accepted_by,
                    promised_due, legal_due)
                VALUES (:caseNumber, :submissionKey, :itemCode, :itemName, :department, :departmentName,
                    :townshipRole, :catalogueVersion, :fee, :applicantKind, :applicantName, :applicantIdMasked,
                    :applicantSealed, :formSealed, :state, :stateSince, :acceptedAt, :acceptedOn, :acceptedBy,
                    :promisedDue, :legalDue)""").paramSource(row).update();
    }

    Optional<CaseRow> find(String number) {
        return jdbc.sql("SELECT * FROM cases WHERE case_number = :number")
                .param("number", number)
                .query(CaseRow.class)
                .optional();
    }

    /** The row, locked until the transaction ends. */
    Optional<CaseRow> lock(String number) {
        return jdbc.sql("SELECT * FROM cases WHERE case_number = :number FOR UPDATE")
                .param("number", number)
                .query(CaseRow.class)
                .optional();
    }

    Optional<String> numberOfSubmission(String submissionKey) {
        return jdbc.sql("SELECT case_number FROM cases WHERE submission_key = :key")
                .param("key", submissionKey)
                .query(String.class)
                .optional();
    }

    void changeState(CaseNumber number, CaseState state, Instant since) {
        jdbc.sql("UPDATE cases SET state = :state, state_since = :since WHERE case_number = :number")
                .param("state", state.name())
                .param("since", since)
                .param("number", number.value())
                .update();
    }

    void changeForm(CaseNumber number, byte[] formSealed) {
        jdbc.sql("UPDATE cases SET form_sealed = :form WHERE case_number = :number")
                .param("form", formSealed)
                .param("number", number.value())
                .update();
    }

    CasePage page(CaseQuery query, String masked) {
        List<CaseRow> rows = bind(
                        jdbc.sql("SELECT c.* FROM cases c\n" + MATCHES
                                + " ORDER BY c.accepted_at DESC, c.case_number DESC LIMIT :size OFFSET :offset"),
                        query,
                        masked)
                .param("size", query.size())
                .param("offset", query.offset())
                .query(CaseRow.class)
                .list();
        long total = bind(jdbc.sql("SELECT COUNT(*) FROM cases c\n" + MATCHES), query, masked)
                .query(Long.class)
                .single();
        return new CasePage(rows, total, query.page(), query.size());
    }

    void countDaysOfDelivered(Instant now) {
        jdbc.sql("UPDATE cases SET over_since = :now"
                        + " WHERE state = :delivered AND (over_since IS NULL OR over_since > :now)")
                .param("delivered", CaseState.DELIVERED.name())
                .param("now", now)
                .update();
    }

    List<String> overSinceBefore(Instant moment, String afterNumber, int limit) {
        return jdbc.sql("SELECT case_number FROM cases WHERE state = :delivered AND over_since < :moment"
                        + " AND case_number > :after ORDER BY case_number LIMIT :limit")
                .param("delivered", CaseState.DELIVERED.name())
                .param("moment", moment)
                .param("after", afterNumber)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    Map<CaseState, Long> countByState() {
        Map<CaseState, Long> counts = new LinkedHashMap<>();
        jdbc.sql("SELECT state, COUNT(*) AS n FROM cases GROUP BY state").query(rs -> {
            counts.put(CaseState.valueOf(rs.getString("state")), rs.getLong("n"));
        });
        return counts;
    }

    Optional<LocalDate> latestAcceptedOn() {
        return jdbc.sql("SELECT accepted_on FROM cases ORDER BY accepted_at DESC LIMIT 1")
                .query(LocalDate.class)
                .optional();
    }

    /** How often each item was accepted here. */
    Map<String, Integer> countByItem() {
        Map<String, Integer> counts = new HashMap<>();
        jdbc.sql("SELECT item_code, COUNT(*) AS n FROM cases GROUP BY item_code")
                .query(rs -> {
                    counts.put(rs.getString("item_code"), rs.getInt("n"));
                });
        return counts;
    }

    void addMaterial(CaseNumber number, CaseMaterial material) {
        jdbc.sql(
                        "INSERT INTO case_material (case_number, seq, name, necessity) VALUES (:number, :seq, :name, :necessity)")
                .param("number", number.value())
                .param("seq", material.seq())
                .param("name", material.name())
                .param("necessity", material.necessity())
                .update();
    }

    void addFile(CaseNumber number, CaseFile file) {
        jdbc.sql("""
                INSERT INTO case_file (case_number, seq, round, sha256, size, media_type, file_name, added_at)
                VALUES (:number, :seq, :round, :sha256, :size, :mediaType, :fileName, :addedAt)""")
                .param("number", number.value())
                .param("seq", file.seq())
                .param("round", file.round())
                .param("sha256", file.file().sha256())
                .param("size", file.file().size())
                .param("mediaType", file.file().mediaType())
                .param("fileName", file.file().fileName())
                .param("addedAt", file.addedAt())
                .update();
    }

    List<CaseMaterial> materials(CaseNumber number) {
        Map<Integer, List<CaseFile>> files = new LinkedHashMap<>();
        jdbc.sql("SELECT * FROM case_file WHERE case_number = :number ORDER BY seq, id")
                .param("number", number.value())
                .query((rs, i) -> file(rs))
                .list()
                .forEach(file -> files.computeIfAbsent(file.seq(), seq -> new ArrayList<>())
                        .add(file));
        return jdbc.sql("SELECT * FROM case_material WHERE case_number = :number ORDER BY seq")
                .param("number", number.value())
                .query((rs, i) -> new CaseMaterial(
                        rs.getInt("seq"),
                        rs.getString("name"),
                        rs.getString("necessity"),
                        files.getOrDefault(rs.getInt("seq"), List.of())))
                .list();
    }

    List<FileOfCase> filesOf(Collection<CaseState> states) {
        return jdbc.sql("SELECT f.* FROM case_file f JOIN cases c ON c.case_number = f.case_number"
                        + " WHERE c.state IN (:states) ORDER BY f.id")
                .param("states", states.stream().map(Enum::name).toList())
                .query((rs, i) -> new FileOfCase(CaseNumber.parse(rs.getString("case_number")), file(rs).file()))
                .list();
    }

    void addEvent(CaseNumber number, CaseEvent event) {
        jdbc.sql("""
                INSERT INTO case_event (case_number, kind, happened_at, place, by_name, sentence, paper)
                VALUES (:number, :kind, :at, :place, :by, :text, :paper)""")
                .param("number", number.value())
                .param("kind", event.kind().name())
                .param("at", event.at())
                .param("place", event.place())
                .param("by", event.by())
                .param("text", event.text())
                .param("paper", event.paper())
                .update();
    }

    List<CaseEvent> timeline(CaseNumber number) {
        return jdbc.sql("""
                SELECT kind, happened_at AS at, place, by_name AS `by`, sentence AS text, paper
                  FROM case_event WHERE case_number = :number ORDER BY id""")
                .param("number", number.value())
                .query(CaseEvent.class)
                .list();
    }

    private static CaseFile file(ResultSet rs) throws SQLException {
        return new CaseFile(
                rs.getInt("seq"),
                rs.getInt("round"),
                new FileRef(
                        rs.getString("sha256"),
                        rs.getLong("size"),
                        rs.getString("media_type"),
                        rs.getString("file_name")),
                rs.getObject("added_at", Instant.class));
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec sql, CaseQuery query, String masked) {
        Collection<String> states = query.states().stream().map(Enum::name).toList();
        return sql.param("all", query.text().isEmpty())
                .param("like", query.like())
                .param("masked", masked)
                .param("anyState", states.isEmpty())
                .param("states", states.isEmpty() ? List.of("-") : states)
                .param("anyClerk", query.acceptedBy() == null)
                .param("clerk", query.acceptedBy() == null ? "" : query.acceptedBy());
    }
}
