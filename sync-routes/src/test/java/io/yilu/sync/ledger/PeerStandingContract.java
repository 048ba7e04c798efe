package io.yilu.sync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Alarms.Alarm;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.sync.engine.PeerLedger.Known;
import io.yilu.sync.engine.PeerLedger.Standing;
import io.yilu.sync.engine.Receipt;
import io.yilu.sync.engine.StreamChain;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a ledger keeps of its peers, of the past they share and of what a person must look at; in memory and on MariaDB. */
abstract class PeerStandingContract {

    static final NodeId TOWN = NodeId.of("610924102");
    static final NodeId OTHER_TOWN = NodeId.of("610924100");
    static final Instant NOON = Instant.parse("2015-07-01T04:00:00.123456Z");
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final UUID BOOT = new UUID(0, 3);

    private Ledger ledger;

    abstract Ledger fresh();

    @BeforeEach
    void makeLedger() {
        ledger = fresh();
    }

    // ---- instances of peers

    @Test
    void an_instance_has_one_standing_with_its_peer_and_the_latest_counts() {
        save(TOWN, new Known(FIRST, Standing.CURRENT, 3, BOOT));
        save(TOWN, new Known(SECOND, Standing.ADMITTED, 0, BOOT));
        save(OTHER_TOWN, new Known(FIRST, Standing.CURRENT, 1, BOOT));
        save(TOWN, new Known(FIRST, Standing.FORMER, 4, SECOND));
        assertThat(ledger.peers().of(TOWN))
                .containsExactlyInAnyOrder(
                        new Known(FIRST, Standing.FORMER, 4, SECOND), new Known(SECOND, Standing.ADMITTED, 0, BOOT));
        assertThat(ledger.peers().of(OTHER_TOWN)).containsExactly(new Known(FIRST, Standing.CURRENT, 1, BOOT));
    }

    @Test
    void a_restore_recalls_who_spoke_and_leaves_the_others_as_they_stood() {
        save(TOWN, new Known(FIRST, Standing.CURRENT, 3, BOOT));
        save(TOWN, new Known(SECOND, Standing.FORMER, 9, BOOT));
        save(OTHER_TOWN, new Known(SECOND, Standing.CURRENT, 1, BOOT));
        ledger.inTransaction(() -> ledger.peers().recall(TOWN));
        assertThat(ledger.peers().of(TOWN))
                .containsExactlyInAnyOrder(
                        new Known(FIRST, Standing.RECALLED, 3, BOOT), new Known(SECOND, Standing.FORMER, 9, BOOT));
        assertThat(ledger.peers().of(OTHER_TOWN)).extracting(Known::standing).containsExactly(Standing.CURRENT);
    }

    @Test
    void what_a_peer_reads_is_replaced_whole_by_what_it_says_next() {
        assertThat(ledger.peers().versions(TOWN)).isEmpty();
        ledger.inTransaction(() -> ledger.peers().saveVersions(TOWN, Map.of("case-accepted", 2, "case-decided", 1)));
        ledger.inTransaction(() -> ledger.peers().saveVersions(TOWN, Map.of("case-accepted", 1)));
        assertThat(ledger.peers().versions(TOWN)).isEqualTo(Map.of("case-accepted", 1));
        assertThat(ledger.peers().versions(OTHER_TOWN)).isEmpty();
    }

    // ---- alarms

    @Test
    void an_alarm_is_counted_while_it_is_open_and_begins_anew_once_it_was_cleared() {
        ledger.alarms().raise("YILU-TEST-001", TOWN, "first");
        ledger.alarms().raise("YILU-TEST-001", TOWN, "second");
        ledger.alarms().raise("YILU-TEST-001", OTHER_TOWN, "another's");
        ledger.alarms().raise("YILU-TEST-001", null, "this node's");
        assertThat(ledger.alarms().open())
                .extracting(Alarm::peer, Alarm::text, Alarm::times)
                .containsExactlyInAnyOrder(
                        tuple(TOWN, "second", 2L), tuple(OTHER_TOWN, "another's", 1L), tuple(null, "this node's", 1L));
        ledger.alarms().clear("YILU-TEST-001", TOWN);
        ledger.alarms().clear("YILU-TEST-001", null);
        ledger.alarms().clear("YILU-TEST-002", TOWN);
        assertThat(ledger.alarms().open()).extracting(Alarm::peer).containsExactly(OTHER_TOWN);
        ledger.alarms().raise("YILU-TEST-001", TOWN, "third");
        assertThat(ledger.alarms().open())
                .filteredOn(alarm -> TOWN.equals(alarm.peer()))
                .singleElement()
                .extracting(Alarm::times)
                .isEqualTo(1L);
    }

    @Test
    void a_long_alarm_is_cut_to_what_is_kept() {
        ledger.alarms().raise("YILU-TEST-001", TOWN, "x".repeat(2_000));
        assertThat(ledger.alarms().open())
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.text()).hasSize(1_000));
    }

    // ---- the chain of what was sent

    @Test
    void the_chain_is_known_at_each_message_and_nowhere_else() {
        OutgoingMessage first = append("a");
        OutgoingMessage second = append("b");
        assertThat(ledger.outbox().chainAt(TOWN, 1)).contains(first.lineage().chain());
        assertThat(ledger.outbox().chainAt(TOWN, 2)).contains(second.lineage().chain());
        assertThat(first.lineage().chain())
                .isNotEqualTo(second.lineage().chain())
                .isNotEqualTo(Lineage.GENESIS);
        assertThat(ledger.outbox().chainAt(TOWN, 3)).isEmpty();
        assertThat(ledger.outbox().chainAt(OTHER_TOWN, 1)).isEmpty();
    }

    @Test
    void what_a_peer_lost_goes_again_and_what_it_still_names_does_not() {
        for (int i = 1; i <= 5; i++) {
            append("case-" + i);
        }
        ledger.outbox().markSent(TOWN, List.of(1L, 2L, 3L, 4L, 5L), NOON);
        ledger.outbox().receipted(TOWN, new Receipt(4, List.of(), List.of(), ""), NOON);
        assertThat(ledger.outbox().reopen(TOWN, new Receipt(4, List.of(), List.of(), "")))
                .isZero();

        long again = ledger.outbox().reopen(TOWN, new Receipt(1, List.of(3L), List.of(), ""));

        assertThat(again).isEqualTo(2);
        assertThat(ledger.outbox().unreceipted(TOWN, 0, 10))
                .extracting(OutgoingMessage::sequence)
                .containsExactly(2L, 4L, 5L);
        assertThat(ledger.outbox().receiptedThrough(TOWN)).isEqualTo(1);
    }

    // ---- the chain of what came

    @Test
    void a_message_that_does_not_follow_is_named_once_and_the_walk_goes_on_from_its_own_word() {
        Envelope first = linked(1, Lineage.GENESIS);
        Envelope second = linked(2, first.lineage().chain());
        Envelope forged = plain(3, "f".repeat(64));
        Envelope fourth = linked(4, forged.lineage().chain());
        List.of(first, second, forged, fourth)
                .forEach(envelope -> ledger.inbox().store(envelope, NOON));

        assertThat(advance(TOWN)).containsExactly(3L);
        assertThat(ledger.inbox().receipt(TOWN).committedThrough()).isEqualTo(4);
        assertThat(ledger.inbox().receipt(TOWN).chain())
                .isEqualTo(fourth.lineage().chain());
        assertThat(advance(TOWN)).isEmpty();
    }

    @Test
    void a_message_changed_on_the_way_is_found_when_the_gap_before_it_is_filled() {
        Envelope first = linked(1, Lineage.GENESIS);
        Envelope second = linked(2, first.lineage().chain());
        Envelope changed = second.withPayload(FrameCodec.tree("{\"a\":2}".getBytes(StandardCharsets.UTF_8)));
        ledger.inbox().store(changed, NOON);
        assertThat(advance(TOWN)).isEmpty();
        ledger.inbox().store(first, NOON);
        assertThat(advance(TOWN)).containsExactly(2L);
    }

    private void save(NodeId peer, Known known) {
        ledger.inTransaction(() -> ledger.peers().save(peer, known));
    }

    private List<Long> advance(NodeId origin) {
        return ledger.inTransaction(() -> ledger.inbox().advance(origin));
    }

    /** As an honest sender writes it behind what has this chain. */
    private static Envelope linked(long sequence, String before) {
        Envelope bare = plain(sequence, Lineage.GENESIS);
        String digest = StreamChain.digest(bare, FrameCodec.bytes(bare.payload()));
        return plain(bare.id(), sequence, StreamChain.next(before, digest));
    }

    private static Envelope plain(long sequence, String chain) {
        return plain(new MessageId(UUID.randomUUID()), sequence, chain);
    }

    private static Envelope plain(MessageId id, long sequence, String chain) {
        return new Envelope(
                id,
                TOWN,
                NodeId.COUNTY,
                sequence,
                "case-" + sequence,
                1,
                "case-progressed",
                1,
                NOON,
                new Lineage(0, null, chain),
                List.of(),
                FrameCodec.tree("{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
    }

    private OutgoingMessage append(String subject) {
        return ledger.inTransaction(() -> ledger.outbox()
                .append(new OutgoingMessage.Draft(
                        new MessageId(UUID.randomUUID()),
                        TOWN,
                        subject,
                        "case-decided",
                        1,
                        Lane.CONTROL,
                        NOON,
                        null,
                        List.of(),
                        new byte[] {'{', '}'})));
    }
}
