package io.yilu.sync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Deliveries.Delivery;
import io.yilu.sync.Deliveries.State;
import io.yilu.sync.Links;
import io.yilu.sync.engine.Frame.Waiting;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.InboxLedger;
import io.yilu.sync.engine.InboxLedger.Arrival;
import io.yilu.sync.engine.IncomingMessage;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.LinkLedger.LinkRow;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.sync.engine.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger must do; the one in memory and the one on MariaDB are held to the same words. */
abstract class LedgerContract {

    static final NodeId TOWN = NodeId.of("610924102");
    static final NodeId OTHER_TOWN = NodeId.of("610924100");
    static final Instant NOON = Instant.parse("2015-07-01T04:00:00.123456Z");

    private Ledger ledger;

    /** A fresh ledger of the county. */
    abstract Ledger fresh();

    @BeforeEach
    void makeLedger() {
        ledger = fresh();
    }

    // ---- outbox

    @Test
    void sequences_run_from_one_for_each_peer_and_for_each_subject() {
        assertThat(append(TOWN, "a").sequence()).isEqualTo(1);
        OutgoingMessage second = append(TOWN, "b");
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(second.subjectSequence()).isEqualTo(1);
        OutgoingMessage third = append(TOWN, "a");
        assertThat(third.sequence()).isEqualTo(3);
        assertThat(third.subjectSequence()).isEqualTo(2);
        assertThat(append(OTHER_TOWN, "a").sequence()).isEqualTo(1);
    }

    @Test
    void a_message_that_is_rolled_back_leaves_no_gap() {
        append(TOWN, "a");
        assertThatThrownBy(() -> ledger.inTransaction(() -> {
                    appendInTransaction(TOWN, "a");
                    throw new IllegalStateException("the business change failed");
                }))
                .hasMessage("the business change failed");
        assertThat(append(TOWN, "a").sequence()).isEqualTo(2);
        assertThat(ledger.outbox().unreceipted(TOWN, 0, 10))
                .extracting(OutgoingMessage::sequence)
                .containsExactly(1L, 2L);
    }

    @Test
    void after_commit_runs_after_the_commit_and_not_after_a_rollback() {
        List<String> ran = new ArrayList<>();
        ledger.inTransaction(() -> {
            ledger.afterCommit(() -> ran.add("committed"));
            assertThat(ran).isEmpty();
        });
        assertThatThrownBy(() -> ledger.inTransaction(() -> {
                    ledger.afterCommit(() -> ran.add("rolled back"));
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ran).containsExactly("committed");
    }

    @Test
    void an_unreceipted_message_comes_back_whole() {
        FileManifest file = manifest("f", 100_000);
        ledger.files().addComplete(file, NOON);
        OutgoingMessage sent = ledger.inTransaction(() -> ledger.outbox()
                .append(new OutgoingMessage.Draft(
                        new MessageId(UUID.randomUUID()),
                        TOWN,
                        "610924102-20150701-0012-7",
                        "case-decided",
                        1,
                        Lane.CONTROL,
                        NOON,
                        new MessageId(UUID.randomUUID()),
                        List.of(file),
                        json("{\"办结\":\"准予\"}"))));
        OutgoingMessage read = ledger.outbox().unreceipted(TOWN, 0, 1).get(0);
        assertThat(read).usingRecursiveComparison().isEqualTo(sent);
        ledger.inTransaction(() -> ledger.outbox()
                .append(new OutgoingMessage.Draft(
                        new MessageId(UUID.randomUUID()),
                        TOWN,
                        "a case",
                        "case-accepted",
                        1,
                        Lane.CASE,
                        NOON,
                        null,
                        List.of(),
                        json("{}"))));
        assertThat(ledger.outbox().unreceipted(TOWN, Lane.CONTROL, 0, 9))
                .extracting(OutgoingMessage::sequence)
                .containsExactly(1L);
        assertThat(ledger.outbox().unreceipted(TOWN, Lane.CASE, 0, 9))
                .extracting(OutgoingMessage::sequence)
                .containsExactly(2L);
        assertThat(ledger.outbox().unreceipted(TOWN, Lane.CONTROL, 1, 9)).isEmpty();
    }

    @Test
    void a_cumulative_receipt_with_exceptions_ends_what_it_names_and_nothing_else() {
        for (int i = 0; i < 5; i++) {
            append(TOWN, "case-" + i);
        }
        append(OTHER_TOWN, "case-9");
        ledger.outbox().markSent(TOWN, List.of(1L, 2L, 3L, 4L, 5L), NOON);
        Set<String> moved = ledger.outbox().receipted(TOWN, new Receipt(2, List.of(4L), List.of(), ""), NOON);
        assertThat(moved).containsExactlyInAnyOrder("case-0", "case-1", "case-3");
        assertThat(ledger.outbox().unreceipted(TOWN, 0, 10))
                .extracting(OutgoingMessage::sequence)
                .containsExactly(3L, 5L);
        assertThat(ledger.outbox().receiptedThrough(TOWN)).isEqualTo(2);
        assertThat(ledger.outbox().unreceipted(OTHER_TOWN, 0, 10)).hasSize(1);
        assertThat(ledger.outbox().receipted(TOWN, new Receipt(2, List.of(4L), List.of(), ""), NOON))
                .isEmpty();
    }

    @Test
    void a_subject_is_safe_there_once_all_of_it_is_receipted_applied_and_within_the_peer_s_backups() {
        append(TOWN, "backed up");
        append(TOWN, "held");
        append(TOWN, "not backed up");
        append(TOWN, "unsent");
        append(TOWN, "backed up");
        ledger.outbox().markSent(TOWN, List.of(1L, 2L, 3L, 5L), NOON);
        ledger.outbox().receipted(TOWN, new Receipt(3, List.of(5L), List.of(2L), "", 2L), NOON);
        List<String> all = List.of("backed up", "held", "not backed up", "unsent", "never sent");
        assertThat(ledger.backups().safeThere(TOWN, all)).isEmpty();
        ledger.inTransaction(() -> ledger.backups().backedUpThere(TOWN, 2));
        assertThat(ledger.backups().safeThere(TOWN, all)).isEmpty();
        ledger.inTransaction(() -> ledger.backups().backedUpThere(TOWN, 5));
        assertThat(ledger.backups().safeThere(TOWN, all)).containsExactlyInAnyOrder("backed up", "not backed up");
        assertThat(ledger.backups().safeThere(TOWN, List.of())).isEmpty();
        // It was put back from an older backup.
        ledger.inTransaction(() -> ledger.backups().backedUpThere(TOWN, 2));
        assertThat(ledger.backups().safeThere(TOWN, all)).isEmpty();
    }

    @Test
    void the_last_finished_backup_is_known_by_its_time() {
        assertThat(ledger.backups().finishedHere()).isEmpty();
        ledger.inTransaction(() -> ledger.backups().finishedHere(NOON));
        ledger.inTransaction(() -> ledger.backups().finishedHere(NOON.plusSeconds(60)));
        assertThat(ledger.backups().finishedHere()).contains(NOON.plusSeconds(60));
        assertThat(ledger.backups().madeAt()).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void a_receipt_says_what_this_node_s_own_backups_hold() {
        assertThat(ledger.inbox().receipt(TOWN).backedUpThrough()).isZero();
        ledger.inTransaction(() -> ledger.backups().backedUpHere(TOWN, 7));
        ledger.inTransaction(() -> ledger.backups().backedUpThere(TOWN, 3));
        assertThat(ledger.inbox().receipt(TOWN).backedUpThrough()).isEqualTo(7);
        assertThat(ledger.inbox().receipt(OTHER_TOWN).backedUpThrough()).isZero();
        assertThat(ledger.backups().backedUpThere(TOWN)).isEqualTo(3);
    }

    @Test
    void everything_is_receipted_only_as_far_as_no_message_waits() {
        append(TOWN, "case-1");
        append(TOWN, "sent, and the process died before that was noted");
        append(TOWN, "case-3");
        ledger.outbox().markSent(TOWN, List.of(1L, 3L), NOON);
        ledger.outbox().receipted(TOWN, new Receipt(3, List.of(), List.of(), ""), NOON);
        assertThat(ledger.outbox().receiptedThrough(TOWN)).isEqualTo(1);
        assertThat(ledger.outbox().unreceipted(TOWN, 1, 10))
                .extracting(OutgoingMessage::sequence)
                .containsExactly(2L);
        ledger.outbox().markSent(TOWN, List.of(2L), NOON);
        ledger.outbox().receipted(TOWN, new Receipt(3, List.of(), List.of(), ""), NOON);
        assertThat(ledger.outbox().receiptedThrough(TOWN)).isEqualTo(3);
    }

    @Test
    void a_receipt_counts_only_for_what_was_sent_so_that_a_restored_node_sends_its_new_messages() {
        append(TOWN, "accepted after the restore");
        assertThat(ledger.outbox().receipted(TOWN, new Receipt(100, List.of(), List.of(), ""), NOON))
                .isEmpty();
        assertThat(ledger.outbox().unreceipted(TOWN, 0, 10)).hasSize(1);
    }

    @Test
    void the_delivery_state_follows_store_send_receipt_hold_and_files() {
        FileManifest file = manifest("scan", 200_000);
        ledger.files().addComplete(file, NOON);
        OutgoingMessage message = append(TOWN, "case");
        ledger.inTransaction(() -> ledger.files().addOutgoing(TOWN, "case", file));
        assertThat(state("case")).isEqualTo(State.STORED);
        ledger.outbox().markSent(TOWN, List.of(message.sequence()), NOON);
        assertThat(state("case")).isEqualTo(State.SENT);
        ledger.outbox().receipted(TOWN, new Receipt(1, List.of(), List.of(1L), ""), NOON);
        assertThat(state("case")).isEqualTo(State.HELD);
        ledger.outbox().receipted(TOWN, new Receipt(1, List.of(), List.of(), ""), NOON);
        assertThat(state("case")).isEqualTo(State.RECEIVED);
        assertThat(ledger.files().receipted(TOWN, file.sha256(), 65_536, false)).containsExactly("case");
        assertThat(delivery("case").bytesPending()).isEqualTo(134_464);
        ledger.files().receipted(TOWN, file.sha256(), 0, true);
        assertThat(state("case")).isEqualTo(State.COMPLETE);
        assertThat(ledger.outbox().deliveries(List.of("never sent"))).isEmpty();
    }

    @Test
    void what_waits_counts_messages_cases_and_the_bytes_of_each_file_once() {
        FileManifest file = manifest("same scan in two cases", 1000);
        ledger.files().addComplete(file, NOON);
        OutgoingMessage first = append(TOWN, "a");
        append(TOWN, "b");
        ledger.inTransaction(() -> {
            ledger.files().addOutgoing(TOWN, "a", file);
            ledger.files().addOutgoing(TOWN, "b", file);
        });
        Waiting waiting = ledger.outbox().waiting(TOWN);
        assertThat(waiting.messages()).isEqualTo(2);
        assertThat(waiting.subjects()).isEqualTo(2);
        assertThat(waiting.bytes()).isEqualTo(1000 + 2L * first.payload().length);
        assertThat(waiting.oldest()).isEqualTo(NOON);
        assertThat(ledger.outbox().waiting(OTHER_TOWN)).isEqualTo(Waiting.NOTHING);
    }

    // ---- inbox

    @Test
    void a_duplicate_is_a_no_op() {
        Envelope envelope = envelope(1, "case", 1, "{}");
        assertThat(store(envelope)).isEqualTo(Arrival.STORED);
        assertThat(store(envelope)).isEqualTo(Arrival.DUPLICATE);
        assertThat(receipt().committedThrough()).isEqualTo(1);
        assertThat(receipt().beyond()).isEmpty();
        assertThat(receipt().held()).containsExactly(1L);
    }

    @Test
    void law_2_an_old_duplicate_after_twenty_thousand_newer_messages_is_a_no_op_that_repeats_the_receipt() {
        Envelope first = envelope(1, "first", 1, "{\"step\":\"accepted\"}");
        store(first);
        apply("first");
        for (long begin = 2; begin <= 20_001; begin += 500) {
            long from = begin;
            ledger.inTransaction(() -> {
                for (long sequence = from; sequence < from + 500; sequence++) {
                    inbox().store(envelope(sequence, "case-" + sequence, 1, "{}"), NOON);
                }
                inbox().advance(TOWN);
            });
        }
        assertThat(receipt().committedThrough()).isEqualTo(20_001);
        Receipt before = receipt();
        assertThat(store(first)).isEqualTo(Arrival.DUPLICATE);
        assertThat(receipt()).isEqualTo(before);
        assertThat(inbox().next(TOWN, "first", NOON)).isEmpty();
        assertThat(inbox().heldMessages(TOWN)).isEqualTo(20_000);
    }

    @Test
    void the_same_id_with_other_bytes_and_another_message_at_the_same_place_are_conflicts_that_stay_held() {
        Envelope envelope = envelope(1, "case", 1, "{}");
        store(envelope);
        apply("case");
        Envelope changed = envelope.withPayload(FrameCodec.tree(json("{\"x\":1}")));
        assertThat(store(changed)).isEqualTo(Arrival.CONFLICT);
        assertThat(store(changed)).isEqualTo(Arrival.CONFLICT);
        assertThat(store(envelope(1, "case", 1, "{}"))).isEqualTo(Arrival.CONFLICT);
        assertThat(receipt().held()).containsExactly(1L);
    }

    @Test
    void law_2_the_same_content_with_another_subject_kind_or_time_is_no_duplicate() {
        Envelope first = envelope(1, "case", 1, "{}");
        store(first);
        assertThat(store(withOther(first, "other", "case-accepted", NOON))).isEqualTo(Arrival.CONFLICT);
        assertThat(store(withOther(first, "case", "case-delivered", NOON))).isEqualTo(Arrival.CONFLICT);
        assertThat(store(withOther(first, "case", "case-accepted", NOON.plusSeconds(1))))
                .isEqualTo(Arrival.CONFLICT);
        assertThat(store(first)).isEqualTo(Arrival.DUPLICATE);
    }

    @Test
    void law_8_the_mark_by_which_its_writer_knows_a_message_again_is_handed_back_with_it() {
        store(envelope(1, "case", 1, "{}").marked("a-mark_of_its-writer"));
        assertThat(inbox().history(TOWN, 0, 10))
                .singleElement()
                .satisfies(back -> assertThat(back.lineage().mark()).isEqualTo("a-mark_of_its-writer"));
    }

    @Test
    void a_conflict_leaves_no_gap_for_what_comes_after_it() {
        Envelope first = envelope(1, "case", 1, "{}");
        store(first);
        Envelope sameIdElsewhere = new Envelope(
                first.id(),
                TOWN,
                NodeId.COUNTY,
                2,
                "case",
                2,
                "case-accepted",
                1,
                NOON,
                first.lineage(),
                List.of(),
                first.payload());
        assertThat(store(sameIdElsewhere)).isEqualTo(Arrival.CONFLICT);
        store(envelope(3, "other", 1, "{}"));
        assertThat(receipt().committedThrough()).isEqualTo(3);
        assertThat(receipt().held()).contains(2L);
    }

    @Test
    void the_mark_stops_at_a_gap_and_names_what_is_beyond_it() {
        store(envelope(1, "a", 1, "{}"));
        store(envelope(4, "b", 1, "{}"));
        store(envelope(3, "c", 1, "{}"));
        assertThat(receipt().committedThrough()).isEqualTo(1);
        assertThat(receipt().beyond()).containsExactly(3L, 4L);
        store(envelope(2, "d", 1, "{}"));
        assertThat(receipt().committedThrough()).isEqualTo(4);
        assertThat(receipt().beyond()).isEmpty();
    }

    @Test
    void a_gap_within_a_case_parks_that_case_only() {
        store(envelope(2, "gapped", 2, "{}"));
        store(envelope(3, "whole", 1, "{}"));
        assertThat(inbox().next(TOWN, "gapped", NOON)).isEmpty();
        assertThat(inbox().next(TOWN, "whole", NOON)).isPresent();
        assertThat(inbox().unfinishedSubjects(TOWN, NOON, 10)).containsExactly("whole");
        store(envelope(1, "gapped", 1, "{}"));
        assertThat(apply("gapped").subjectSequence()).isEqualTo(1);
        assertThat(apply("gapped").subjectSequence()).isEqualTo(2);
        assertThat(inbox().next(TOWN, "gapped", NOON)).isEmpty();
    }

    @Test
    void a_message_is_applied_once_even_if_two_try() {
        store(envelope(1, "case", 1, "{}"));
        IncomingMessage message = inbox().next(TOWN, "case", NOON).orElseThrow();
        ledger.inTransaction(() -> inbox().markApplied(message, NOON));
        assertThatThrownBy(() -> ledger.inTransaction(() -> inbox().markApplied(message, NOON)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_applied_mark_that_is_rolled_back_leaves_the_message_waiting() {
        store(envelope(1, "case", 1, "{}"));
        IncomingMessage message = inbox().next(TOWN, "case", NOON).orElseThrow();
        assertThatThrownBy(() -> ledger.inTransaction(() -> {
                    inbox().markApplied(message, NOON);
                    throw new IllegalStateException("handler failed");
                }))
                .hasMessage("handler failed");
        assertThat(inbox().next(TOWN, "case", NOON)).isPresent();
        assertThat(receipt().held()).containsExactly(1L);
    }

    @Test
    void attempts_are_counted_a_retry_waits_and_its_attempt_is_given_back() {
        store(envelope(1, "case", 1, "{}"));
        IncomingMessage message = inbox().next(TOWN, "case", NOON).orElseThrow();
        assertThat(message.attempts()).isEqualTo(1);
        ledger.inTransaction(() -> inbox().countAttempt(message));
        assertThat(inbox().next(TOWN, "case", NOON).orElseThrow().attempts()).isEqualTo(2);
        ledger.inTransaction(() -> inbox().retryLater(message, "deadlock", NOON.plusSeconds(10)));
        assertThat(inbox().next(TOWN, "case", NOON.plusSeconds(9))).isEmpty();
        assertThat(inbox().next(TOWN, "case", NOON.plusSeconds(10))
                        .orElseThrow()
                        .attempts())
                .isEqualTo(1);
    }

    @Test
    void a_quarantined_message_stops_its_case_and_is_held() {
        store(envelope(1, "case", 1, "{}"));
        store(envelope(2, "case", 2, "{}"));
        IncomingMessage message = inbox().next(TOWN, "case", NOON).orElseThrow();
        ledger.inTransaction(() -> inbox().quarantine(message, InboxLedger.State.QUARANTINED, "poison"));
        assertThat(inbox().next(TOWN, "case", NOON)).isEmpty();
        assertThat(receipt().held()).containsExactly(1L, 2L);
        assertThat(inbox().heldMessages(TOWN)).isEqualTo(2);
    }

    @Test
    void law_10_a_message_of_an_unknown_kind_or_version_is_released_once_this_release_knows_it() {
        store(envelope(1, "case", 1, "{}"));
        IncomingMessage message = inbox().next(TOWN, "case", NOON).orElseThrow();
        ledger.inTransaction(() -> inbox().quarantine(message, InboxLedger.State.UNKNOWN, "newer"));
        inbox().releaseUnknown(TOWN, Map.of("another-kind", 9));
        inbox().releaseUnknown(TOWN, Map.of("case-accepted", 0));
        assertThat(inbox().next(TOWN, "case", NOON)).isEmpty();
        inbox().releaseUnknown(TOWN, Map.of("case-accepted", 1));
        assertThat(inbox().next(TOWN, "case", NOON)).isPresent();
    }

    @Test
    void law_9_a_pause_does_not_outlast_a_clock_that_is_set_back_by_twenty_years() {
        store(envelope(1, "case", 1, "{}"));
        IncomingMessage message = inbox().next(TOWN, "case", NOON).orElseThrow();
        ledger.inTransaction(() -> inbox().retryLater(message, "disk full", NOON.plusSeconds(60)));
        assertThat(inbox().next(TOWN, "case", NOON.plusSeconds(59))).isEmpty();

        Instant longAgo = NOON.minus(Duration.ofDays(20 * 365));
        assertThat(inbox().next(TOWN, "case", longAgo)).isPresent();
        assertThat(inbox().unfinishedSubjects(TOWN, longAgo, 10)).containsExactly("case");
    }

    // ---- links

    @Test
    void a_link_is_down_until_told_otherwise_and_keeps_what_was_saved() {
        ledger.links().add(TOWN, NOON);
        ledger.links().add(TOWN, NOON.plusSeconds(5));
        LinkRow row = ledger.links().find(TOWN).orElseThrow();
        assertThat(row.state()).isEqualTo(Links.State.DOWN);
        assertThat(row.since()).isEqualTo(NOON);
        LinkRow saved = new LinkRow(
                TOWN, Links.State.LAGGING, NOON, NOON.plusSeconds(1), 120L, -5L, new Waiting(3, 2, 900, NOON));
        ledger.links().save(saved);
        assertThat(ledger.links().all()).containsExactly(saved);
    }

    // ---- words used above

    private OutgoingMessage append(NodeId peer, String subject) {
        return ledger.inTransaction(() -> appendInTransaction(peer, subject));
    }

    private OutgoingMessage appendInTransaction(NodeId peer, String subject) {
        return ledger.outbox()
                .append(new OutgoingMessage.Draft(
                        new MessageId(UUID.randomUUID()),
                        peer,
                        subject,
                        "case-progressed",
                        1,
                        Lane.CONTROL,
                        NOON,
                        null,
                        List.of(),
                        json("{}")));
    }

    private State state(String subject) {
        return delivery(subject).state();
    }

    private Delivery delivery(String subject) {
        return Objects.requireNonNull(
                ledger.outbox().deliveries(List.of(subject)).get(subject));
    }

    private InboxLedger inbox() {
        return ledger.inbox();
    }

    private Arrival store(Envelope envelope) {
        return ledger.inTransaction(() -> {
            Arrival arrival = inbox().store(envelope, NOON);
            inbox().advance(TOWN);
            return arrival;
        });
    }

    private IncomingMessage apply(String subject) {
        IncomingMessage message = inbox().next(TOWN, subject, NOON).orElseThrow();
        ledger.inTransaction(() -> inbox().markApplied(message, NOON));
        return message;
    }

    private Receipt receipt() {
        return inbox().receipt(TOWN);
    }

    private static Envelope envelope(long sequence, String subject, long subjectSequence, String payload) {
        return new Envelope(
                new MessageId(UUID.randomUUID()),
                TOWN,
                NodeId.COUNTY,
                sequence,
                subject,
                subjectSequence,
                "case-accepted",
                1,
                NOON,
                new Lineage(0, null, Lineage.GENESIS),
                List.of(),
                FrameCodec.tree(json(payload)));
    }

    private static Envelope withOther(Envelope like, String subject, String type, Instant createdAt) {
        return new Envelope(
                like.id(),
                like.origin(),
                like.destination(),
                like.sequence(),
                subject,
                like.subjectSequence(),
                type,
                like.schemaVersion(),
                createdAt,
                like.lineage(),
                like.files(),
                like.payload());
    }

    private static FileManifest manifest(String seed, long size) {
        int chunks = (int) ((size + 65_535) / 65_536);
        String sha256 = io.yilu.sync.engine.Hashes.sha256Hex(json(seed));
        return new FileManifest(
                sha256, size, 65_536, Base64.getEncoder().encodeToString(new byte[chunks * FileManifest.HASH_BYTES]));
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
