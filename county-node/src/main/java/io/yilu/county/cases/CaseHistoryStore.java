package io.yilu.county.cases;

import io.yilu.schemas.clock.Suspension;
import io.yilu.schemas.identity.CaseNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to a case: its timeline, the pauses of its clock, the answers to corrections, its handover. */
@Repository
class CaseHistoryStore {

    private final JdbcClient jdbc;
    private final SealedJson sealed;

    CaseHistoryStore(JdbcClient jdbc, SealedJson sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    void addEntry(CaseNumber number, TimelineEntry entry) {
        TownTime town = entry.town();
        jdbc.sql("""
                INSERT INTO case_event (case_number, kind, happened_at, place, by_name, sentence,
                    received_at, clock_offset_ms, clock_doubt)
                VALUES (:number, :kind, :at, :place, :by, :text, :receivedAt, :offset, :doubt)""")
                .param("number", number.value())
                .param("kind", entry.kind().name())
                .param("at", entry.at())
                .param("place", entry.place())
                .param("by", entry.by())
                .param("text", entry.text())
                .param("receivedAt", town == null ? null : town.receivedAt())
                .param("offset", town == null ? null : town.clockOffsetMillis())
                .param(
                        "doubt",
                        town == null || town.doubt() == null
                                ? null
                                : town.doubt().name())
                .update();
    }

    List<TimelineEntry> timeline(CaseNumber number) {
        return jdbc.sql("SELECT * FROM case_event WHERE case_number = :number ORDER BY id")
                .param("number", number.value())
                .query((rs, i) -> new TimelineEntry(
                        TimelineEntry.Kind.valueOf(rs.getString("kind")),
                        rs.getObject("happened_at", Instant.class),
                        rs.getString("place"),
                        rs.getString("by_name"),
                        rs.getString("sentence"),
                        townTime(rs)))
                .list();
    }

    private static @Nullable TownTime townTime(ResultSet rs) throws SQLException {
        Instant receivedAt = rs.getObject("received_at", Instant.class);
        String doubt = rs.getString("clock_doubt");
        return receivedAt == null
                ? null
                : new TownTime(
                        receivedAt,
                        rs.getObject("clock_offset_ms", Long.class),
                        doubt == null ? null : TownTime.Doubt.valueOf(doubt));
    }

    void openSuspension(CaseNumber number, Suspension suspension) {
        jdbc.sql("""
                INSERT INTO clock_suspension (case_number, from_day, reason, note)
                VALUES (:number, :from, :reason, :note)""")
                .param("number", number.value())
                .param("from", suspension.from())
                .param("reason", suspension.reason().name())
                .param("note", suspension.note())
                .update();
    }

    void closeSuspension(CaseNumber number, LocalDate until) {
        jdbc.sql("UPDATE clock_suspension SET until_day = :until WHERE case_number = :number AND until_day IS NULL")
                .param("until", until)
                .param("number", number.value())
                .update();
    }

    List<Suspension> suspensions(CaseNumber number) {
        return jdbc.sql("""
                SELECT from_day AS `from`, until_day AS until, reason, note
                  FROM clock_suspension WHERE case_number = :number ORDER BY id""")
                .param("number", number.value())
                .query(Suspension.class)
                .list();
    }

    void addSupplement(CaseNumber number, Supplement supplement) {
        jdbc.sql("""
                INSERT INTO supplement (case_number, writer_token, remark, supplemented_at, supplemented_by)
                VALUES (:number, :token, :remark, :at, :by)""")
                .param("number", number.value())
                .param("token", supplement.writerToken())
                .param("remark", supplement.remark())
                .param("at", supplement.supplementedAt())
                .param("by", supplement.supplementedBy())
                .update();
    }

    List<Supplement> supplements(CaseNumber number) {
        return jdbc.sql("SELECT writer_token, remark, supplemented_at, supplemented_by FROM supplement"
                        + " WHERE case_number = :number ORDER BY writer_token")
                .param("number", number.value())
                .query(Supplement.class)
                .list();
    }

    void addHandover(CaseNumber number, Handover handover) {
        jdbc.sql("""
                INSERT INTO handover (case_number, collector_sealed, relation, id_checked, signature_sha256,
                    delivered_at, delivered_by)
                VALUES (:number, :collector, :relation, :idChecked, :signature, :at, :by)""")
                .param("number", number.value())
                .param("collector", sealed.seal(handover.collectorName()))
                .param("relation", handover.relation())
                .param("idChecked", handover.idChecked())
                .param("signature", handover.signatureSha256())
                .param("at", handover.deliveredAt())
                .param("by", handover.deliveredBy())
                .update();
    }

    Optional<Handover> handover(CaseNumber number) {
        return jdbc.sql("SELECT * FROM handover WHERE case_number = :number")
                .param("number", number.value())
                .query((rs, i) -> new Handover(
                        sealed.open(rs.getBytes("collector_sealed"), String.class),
                        rs.getString("relation"),
                        rs.getBoolean("id_checked"),
                        rs.getString("signature_sha256"),
                        rs.getObject("delivered_at", Instant.class),
                        rs.getString("delivered_by")))
                .optional();
    }
}
