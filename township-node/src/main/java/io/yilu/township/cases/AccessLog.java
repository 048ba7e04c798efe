package io.yilu.township.cases;

import io.yilu.schemas.identity.CaseNumber;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes down who looked at whose full personal data. */
@Repository
public class AccessLog {

    private final JdbcClient jdbc;
    private final Clock clock;

    AccessLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Writes a look down.
     *
     * @param what what was shown in full, such as 申请表
     */
    public void looked(CaseNumber number, String by, String what) {
        jdbc.sql("INSERT INTO access_log (looked_at, looked_by, case_number, what) VALUES (:at, :by, :number, :what)")
                .param("at", clock.instant())
                .param("by", by)
                .param("number", number.value())
                .param("what", what)
                .update();
    }

    /** Who looked at this case, newest first. */
    public List<Look> of(CaseNumber number) {
        return jdbc.sql("""
                SELECT looked_at AS at, looked_by AS `by`, what FROM access_log
                 WHERE case_number = :number ORDER BY id DESC LIMIT 50""").param("number", number.value()).query(Look.class).list();
    }

    /** One deliberate look. */
    public record Look(Instant at, String by, String what) {}
}
