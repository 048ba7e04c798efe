package io.yilu.township.cases;

import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives case numbers from a counter row, inside the transaction that inserts the case. */
@Repository
class CaseNumbers {

    private final JdbcClient jdbc;

    CaseNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next number of {@code day}; the counter row stays locked until the case is committed or rolled back. */
    @Transactional(propagation = Propagation.MANDATORY)
    CaseNumber next(NodeId site, LocalDate day) {
        jdbc.sql("""
                INSERT INTO case_counter (site, accepted_on, last_ordinal) VALUES (:site, :day, 1)
                ON DUPLICATE KEY UPDATE last_ordinal = last_ordinal + 1""").param("site", site.value()).param("day", day).update();
        int ordinal = jdbc.sql("SELECT last_ordinal FROM case_counter WHERE site = :site AND accepted_on = :day")
                .param("site", site.value())
                .param("day", day)
                .query(Integer.class)
                .single();
        return CaseNumber.of(site, day, ordinal);
    }
}
