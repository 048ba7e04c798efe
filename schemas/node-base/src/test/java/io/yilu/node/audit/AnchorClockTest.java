package io.yilu.node.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.node.trial.NodeTest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.AuditAnchored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Neither a wrong date nor a row changed in SQL silences the anchors for long (law 9). */
@NodeTest
class AnchorClockTest {

    private static final NodeId OTHER = NodeId.of("610924103");

    @Autowired
    AuditLog log;

    @Autowired
    AuditAnchors anchors;

    @Autowired
    AnchorSilence silence;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void beginAnew() {
        jdbc.sql("DELETE FROM node_audit_anchor").update();
        jdbc.sql("DELETE FROM node_audit_silence").update();
        log.recordOf("clerk", Act.CASE_SEEN, "610924102-20150701-0012-7", "申请表");
        anchors.takeBack(
                new AuditAnchored(log.head().entries(), log.head().hash(), ago(1), 0, AuditEntry.BEFORE_THE_FIRST), "");
    }

    @Test
    void law_9_an_anchor_told_while_the_date_was_years_ahead_does_not_silence_the_next() {
        jdbc.sql("UPDATE node_audit_anchor SET anchored_at = anchored_at + INTERVAL 9 YEAR")
                .update();

        assertThat(told()).hasSize(1);
        assertThat(told()).isEmpty();
    }

    @Test
    void a_node_that_is_heard_and_tells_nothing_for_three_days_is_noticed_until_it_tells() {
        assertThat(silence.look(OTHER, Instant.now())).isEmpty();
        makeSilenceOlder(71);
        assertThat(silence.look(OTHER, Instant.now())).isEmpty();
        makeSilenceOlder(2);
        assertThat(silence.look(OTHER, Instant.now())).isPresent();

        anchors.take(OTHER, new AuditAnchored(5, "ab".repeat(32), ago(2000), 0, AuditEntry.BEFORE_THE_FIRST));

        assertThat(silence.look(OTHER, Instant.now())).isEmpty();
    }

    @Test
    void a_node_that_was_away_has_three_days_once_it_is_heard_again() {
        silence.look(OTHER, Instant.now());
        makeSilenceOlder(24 * 9);

        assertThat(silence.look(OTHER, ago(9))).isEmpty();
        assertThat(silence.look(OTHER, Instant.now())).isEmpty();
        assertThat(silence.look(OTHER, null)).isEmpty();
    }

    @Test
    void law_9_a_silence_that_began_in_the_future_is_counted_anew() {
        silence.look(OTHER, Instant.now());
        makeSilenceOlder(-24 * 3000);

        assertThat(silence.look(OTHER, Instant.now())).isEmpty();
        makeSilenceOlder(73);
        assertThat(silence.look(OTHER, Instant.now())).isPresent();
    }

    private List<AuditAnchored> told() {
        List<AuditAnchored> told = new ArrayList<>();
        anchors.tellIfDue(told::add);
        return told;
    }

    private void makeSilenceOlder(int hours) {
        jdbc.sql("UPDATE node_audit_silence SET since = since - INTERVAL ? HOUR")
                .param(hours)
                .update();
    }

    private static Instant ago(int days) {
        return Instant.now().minus(Duration.ofDays(days));
    }
}
