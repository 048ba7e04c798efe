package io.yilu.county.cases;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps who saw personal data in full, and who tried to see a case that is not theirs. */
@Component
public class AccessLog {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final int MAX_NUMBER = 64;

    private final JdbcClient jdbc;
    private final Clock clock;

    AccessLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Written in a transaction of its own: the note stays although the request is refused. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void note(Reviewer who, String caseNumber, Seen what, String detail) {
        jdbc.sql("""
                INSERT INTO access_log (at, username, department, case_number, what, detail)
                VALUES (:at, :username, :department, :number, :what, :detail)""")
                .param("at", clock.instant())
                .param("username", who.username())
                .param("department", who.department())
                .param("number", caseNumber.substring(0, Math.min(MAX_NUMBER, caseNumber.length())))
                .param("what", what.name())
                .param("detail", detail)
                .update();
        if (what == Seen.REFUSED) {
            LOG.warn(
                    "{} of department {} asked for case {}, which is not theirs.",
                    who.username(),
                    who.department(),
                    caseNumber);
        }
    }

    /** What was seen. */
    public enum Seen {
        /** Applicant and form in clear. */
        FULL_VIEW,
        /** A scan. */
        FILE,
        /** Nothing: the case is another department's, or there is none. */
        REFUSED
    }
}
