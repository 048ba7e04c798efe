package io.yilu.township.cases;

import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Instances;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives case numbers from a counter row, inside the transaction that inserts the case.
 *
 * <p>A node that was restored does not know of cases that went down with its disk before the county had them, but their
 * receipts are in people's hands. So the first number that a new instance gives leaps over as many as can have been lost.
 */
@Repository
class CaseNumbers {

    /** More than any centre accepts on a day. */
    private static final int LEAP = 500;

    private final JdbcClient jdbc;
    private final Instances instances;

    CaseNumbers(JdbcClient jdbc, Instances instances) {
        this.jdbc = jdbc;
        this.instances = instances;
    }

    /** The next number of {@code day}; the counter row stays locked until the case is committed or rolled back. */
    @Transactional(propagation = Propagation.MANDATORY)
    CaseNumber next(NodeId site, LocalDate day) {
        int step = isFirstOfNewLife() ? LEAP + 1 : 1;
        jdbc.sql("""
                INSERT INTO case_counter (site, accepted_on, last_ordinal) VALUES (:site, :day, :step)
                ON DUPLICATE KEY UPDATE last_ordinal = last_ordinal + :step""")
                .param("site", site.value())
                .param("day", day)
                .param("step", step)
                .update();
        int ordinal = jdbc.sql("SELECT last_ordinal FROM case_counter WHERE site = :site AND accepted_on = :day")
                .param("site", site.value())
                .param("day", day)
                .query(Integer.class)
                .single();
        return CaseNumber.of(site, day, ordinal);
    }

    /** Notes a number that was given in a former life of this node, so that it is not given again. */
    @Transactional(propagation = Propagation.MANDATORY)
    void given(CaseNumber number) {
        jdbc.sql("""
                INSERT INTO case_counter (site, accepted_on, last_ordinal) VALUES (:site, :day, :ordinal)
                ON DUPLICATE KEY UPDATE last_ordinal = GREATEST(last_ordinal, :ordinal)""")
                .param("site", number.site().value())
                .param("day", number.day())
                .param("ordinal", number.ordinal())
                .update();
    }

    private boolean isFirstOfNewLife() {
        String own = instances.own().toString();
        Optional<String> last = jdbc.sql("SELECT instance FROM case_number_life WHERE id = 1")
                .query(String.class)
                .optional();
        if (last.filter(own::equals).isPresent()) {
            return false;
        }
        jdbc.sql("REPLACE INTO case_number_life (id, instance) VALUES (1, :own)")
                .param("own", own)
                .update();
        // A site's very first case; a machine that took over one's history has numbers from it.
        return last.isPresent()
                || jdbc.sql("SELECT COUNT(*) FROM case_counter")
                                .query(Long.class)
                                .single()
                        > 0;
    }
}
