package io.yilu.township.papers;

import io.yilu.schemas.identity.CaseNumber;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code paper_print}: who printed which paper, and for how many times. */
@Repository
class PaperPrints {

    private final JdbcClient jdbc;
    private final Clock clock;

    PaperPrints(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Writes a print down and says how many there are with it; from the second on the paper is marked 补打. */
    int printed(CaseNumber number, CasePaper paper, String by) {
        jdbc.sql("""
                INSERT INTO paper_print (case_number, paper, printed_at, printed_by)
                VALUES (:number, :paper, :at, :by)""")
                .param("number", number.value())
                .param("paper", paper.name())
                .param("at", clock.instant())
                .param("by", by)
                .update();
        return jdbc.sql("SELECT COUNT(*) FROM paper_print WHERE case_number = :number AND paper = :paper")
                .param("number", number.value())
                .param("paper", paper.name())
                .query(Integer.class)
                .single();
    }
}
