package io.yilu.ops.trial.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.yilu.ops.demo.DemoSites;
import io.yilu.ops.fleet.FleetPlan;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node wrote about its own history is read from its log, and what a fault explains is left alone. */
class AlarmsTest {

    @TempDir
    Path root;

    @Test
    void only_what_no_fault_explains_is_found() throws Exception {
        NodePlan county = FleetPlan.of(root, "127.0.0.1", Ports.from(25_000), DemoSites.first(1))
                .county();
        assertThat(Alarms.of(county)).as("no log yet").isEmpty();
        Files.createDirectories(county.consoleLog().getParent());
        Files.writeString(county.consoleLog(), """
                2026-11-27 ERROR CountedRefusals : YILU-INBOX-001 from 610924102: Message 1 says it is from 610924999.
                2026-11-27 ERROR MessageReceiver : YILU-CHAIN-001: Message 7 from 610924102 does not follow 镇
                2026-11-27  INFO Exchange : 3 messages
                2026-11-27 ERROR HandBack : YILU-RECOVERY-001: 2 messages to 610924102 are held by no node any more
                """);
        assertThat(Alarms.of(county))
                .extracting(LooseEnd::kind, LooseEnd::subject)
                .containsExactly(
                        tuple(LooseEnd.Kind.BROKEN_CHAIN, "610924000"), tuple(LooseEnd.Kind.GONE, "610924000"));
    }
}
