package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Links;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was said in a session that is over is not heard, however late a broker or a line brings it. */
class SessionLawsTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final CaseNumber FIRST = CaseNumber.of(TOWN, LocalDate.of(2015, 7, 1), 1);
    private static final CaseNumber SECOND = CaseNumber.of(TOWN, LocalDate.of(2015, 7, 1), 2);

    private final TickClock clock = new TickClock();
    private final BadLine line = new BadLine(1, 0, 0);
    private final TestNode town = new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
    private final TestNode county = new TestNode(NodeId.COUNTY, List.of(TOWN), clock, line);

    @Test
    void law_3_what_a_town_said_before_its_restore_takes_no_place_of_what_it_says_since() {
        town.say(NodeId.COUNTY, FIRST, "before");
        run(40);
        TestNode.Backup backup = town.backup();
        line.delay("Messages");
        town.say(NodeId.COUNTY, FIRST, "said by the disk that is lost");
        run(4);
        line.delay("");
        town.restore(backup);
        county.exchange().admit(TOWN, town.ledger().identity().instance());
        run(80);

        assertThat(line.deliverDelayed("Messages")).isPositive();
        assertThat(county.applied().get(FIRST.value())).containsExactly("before");
        town.say(NodeId.COUNTY, FIRST, "said since");
        run(80);
        assertThat(county.applied().get(FIRST.value())).containsExactly("before", "said since");
        assertThat(county.ledger().inbox().heldMessages(TOWN)).isZero();
        assertThat(county.ledger().alarms().open()).isEmpty();
    }

    @Test
    void law_3_a_receipt_of_a_county_that_was_restored_since_does_not_count() {
        town.say(NodeId.COUNTY, FIRST, "before");
        run(40);
        TestNode.Backup yesterday = county.backup();
        line.delay("Receipted");
        town.say(NodeId.COUNTY, SECOND, "receipted by the disk that is lost");
        FileManifest scan = town.sendFile(NodeId.COUNTY, SECOND, new byte[] {1, 2, 3});
        run(2);
        line.delay("");
        county.restore(yesterday);
        county.chunks().remove(scan.sha256());
        line.cut(true);
        run(20);
        line.cut(false);
        line.delay("Messages");
        run(60);

        assertThat(line.deliverDelayed("Receipted")).isPositive();
        line.delay("");
        run(400);
        assertThat(county.applied().get(SECOND.value())).startsWith("receipted by the disk that is lost");
        assertThat(county.chunks().isVisible(scan.sha256())).isTrue();
    }

    @Test
    void a_beat_of_a_session_that_is_over_does_not_end_the_one_that_is_open() {
        run(20);
        line.delay("Heartbeat");
        run(60);
        line.delay("");
        town.start();
        run(60);
        int before = line.hellos();
        assertThat(line.deliverDelayed("Heartbeat")).isPositive();
        run(200);
        assertThat(line.hellos()).isEqualTo(before);
        assertThat(county.ledger().links().find(TOWN).orElseThrow().state()).isEqualTo(Links.State.UP);
    }

    private void run(int quarterSeconds) {
        for (int i = 0; i < quarterSeconds; i++) {
            clock.tick(Duration.ofMillis(250));
            line.tickAll();
            line.deliver();
        }
    }
}
