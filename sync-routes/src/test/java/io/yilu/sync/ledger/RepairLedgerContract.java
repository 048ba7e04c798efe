package io.yilu.sync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Repairs.Decision;
import io.yilu.sync.Repairs.HeldConflict;
import io.yilu.sync.Repairs.HeldFile;
import io.yilu.sync.Repairs.HeldMessage;
import io.yilu.sync.Repairs.Query;
import io.yilu.sync.Repairs.Why;
import io.yilu.sync.engine.FileLedger.Incomplete;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.InboxLedger.Arrival;
import io.yilu.sync.engine.InboxLedger.State;
import io.yilu.sync.engine.IncomingMessage;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.OutgoingMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a ledger must do for those who repair; the one in memory and the one on MariaDB are held to the same words. */
abstract class RepairLedgerContract {

    static final NodeId TOWN = NodeId.of("610924102");
    static final NodeId OTHER_TOWN = NodeId.of("610924100");
    static final Instant NOON = Instant.parse("2015-07-01T04:00:00.123456Z");
    private static final Query ALL = new Query(null, 0, 50);

    Ledger ledger;

    abstract Ledger fresh();

    @BeforeEach
    void makeLedger() {
        ledger = fresh();
    }

    @Test
    void each_held_message_says_why_it_is_held() {
        quarantine(store(envelope(1, "failed", 1, "{}")), State.QUARANTINED);
        store(envelope(2, "failed", 2, "{}"));
        quarantine(store(envelope(3, "newer", 1, "{}")), State.UNKNOWN);
        store(envelope(4, "gapped", 2, "{}"));
        store(envelope(5, "next", 1, "{}"));
        Envelope again = store(envelope(6, "again", 1, "{}"));
        IncomingMessage message = next("again");
        change(() -> ledger.inbox().retryLater(message, "disk full", NOON.plusSeconds(9)));
        apply(store(envelope(7, "applied", 1, "{}")));

        assertThat(ledger.repairs().messages(ALL).rows())
                .extracting(HeldMessage::subject, HeldMessage::subjectSequence, HeldMessage::why)
                .containsExactly(
                        tuple("failed", 1L, Why.FAILED),
                        tuple("failed", 2L, Why.BEHIND_HELD),
                        tuple("newer", 1L, Why.UNKNOWN),
                        tuple("gapped", 2L, Why.BEHIND_MISSING),
                        tuple("next", 1L, Why.ITS_TURN),
                        tuple("again", 1L, Why.TRIED_AGAIN));
        change(() -> ledger.repairs().request(again.id(), NOON));
        assertThat(ledger.repairs().lock(again.id()).orElseThrow().why()).isEqualTo(Why.REQUESTED);
    }

    @Test
    void lists_come_in_pages_and_by_peer() {
        for (int i = 1; i <= 5; i++) {
            store(envelope(i, "case-" + i, 1, "{}"));
        }
        assertThat(ledger.repairs().messages(new Query(TOWN, 1, 2)).rows())
                .extracting(HeldMessage::sequence)
                .containsExactly(3L, 4L);
        assertThat(ledger.repairs().messages(new Query(TOWN, 1, 2)).total()).isEqualTo(5);
        assertThat(ledger.repairs().messages(new Query(OTHER_TOWN, 0, 10)).total())
                .isZero();
    }

    @Test
    void a_released_message_is_due_at_once_with_no_attempt_counted() {
        Envelope failed = store(envelope(1, "case", 1, "{}"));
        quarantine(failed, State.QUARANTINED);
        assertThat(ledger.inbox().next(TOWN, "case", NOON)).isEmpty();
        change(() -> ledger.repairs().release(failed.id()));
        assertThat(next("case").attempts()).isZero();
    }

    @Test
    void a_corrected_message_is_applied_with_the_new_content_and_its_history_keeps_the_old() {
        Envelope failed = store(envelope(1, "case", 1, "{\"a\":1}"));
        quarantine(failed, State.QUARANTINED);
        change(() -> ledger.repairs().correct(failed.id(), json("{\"a\":2}"), NOON));
        assertThat(next("case").payload()).isEqualTo(json("{\"a\":2}"));
        assertThat(ledger.repairs().content(failed.id()).payload()).isEqualTo(json("{\"a\":2}"));
        assertThat(ledger.repairs().lock(failed.id()).orElseThrow().corrected()).isTrue();
        assertThat(ledger.inbox().history(TOWN, 0, 5).get(0).payload()).isEqualTo(failed.payload());
        assertThat(ledger.inbox().store(failed, NOON)).isEqualTo(Arrival.DUPLICATE);
    }

    @Test
    void a_discarded_message_is_held_no_more_and_the_next_of_its_case_may_go() {
        Envelope failed = store(envelope(1, "case", 1, "{}"));
        quarantine(failed, State.QUARANTINED);
        Envelope behind = store(envelope(2, "case", 2, "{}"));
        assertThat(ledger.repairs().isItsTurn(failed.id())).isTrue();
        assertThat(ledger.repairs().isItsTurn(behind.id())).isFalse();
        change(() -> ledger.repairs().discard(failed.id()));
        assertThat(ledger.inbox().receipt(TOWN).held()).containsExactly(2L);
        assertThat(ledger.inbox().receipt(TOWN).committedThrough()).isEqualTo(2);
        assertThat(next("case").id()).isEqualTo(behind.id());
        assertThat(ledger.repairs().lock(failed.id())).isEmpty();
        assertThat(ledger.inbox().store(failed, NOON)).isEqualTo(Arrival.DUPLICATE);
    }

    @Test
    void a_step_that_is_rolled_back_leaves_the_message_as_it_was() {
        Envelope failed = store(envelope(1, "case", 1, "{\"a\":1}"));
        quarantine(failed, State.QUARANTINED);
        HeldMessage before = ledger.repairs().lock(failed.id()).orElseThrow();
        try {
            change(() -> {
                ledger.repairs().correct(failed.id(), json("{\"a\":2}"), NOON);
                ledger.repairs().discard(failed.id());
                throw new IllegalStateException("the journal is away");
            });
        } catch (IllegalStateException rolledBack) {
            assertThat(ledger.repairs().lock(failed.id())).contains(before);
            return;
        }
        throw new AssertionError("nothing was thrown");
    }

    @Test
    void a_decision_of_a_person_is_not_undone_by_an_attempt_that_was_under_way() {
        store(envelope(1, "case", 1, "{}"));
        IncomingMessage attempted = next("case");
        change(() -> ledger.repairs().discard(attempted.id()));
        change(() -> ledger.inbox().quarantine(attempted, State.QUARANTINED, "failed meanwhile"));
        change(() -> ledger.inbox().retryLater(attempted, "failed meanwhile", NOON.plusSeconds(5)));
        assertThat(ledger.inbox().heldMessages(TOWN)).isZero();
    }

    @Test
    void a_requested_message_comes_again_into_its_place_once() {
        Envelope failed = store(envelope(1, "case", 1, "{}"));
        quarantine(failed, State.QUARANTINED);
        change(() -> ledger.repairs().request(failed.id(), NOON));
        assertThat(ledger.repairs().requested(TOWN, 10)).containsExactly(1L);
        assertThat(ledger.inbox().store(failed, NOON)).isEqualTo(Arrival.STORED);
        assertThat(next("case").attempts()).isZero();
        assertThat(ledger.repairs().requested(TOWN, 10)).isEmpty();
        assertThat(ledger.inbox().store(failed, NOON)).isEqualTo(Arrival.DUPLICATE);
    }

    @Test
    void what_was_applied_meanwhile_is_not_applied_again_when_it_comes_as_requested() {
        Envelope late = store(envelope(1, "case", 1, "{}"));
        change(() -> ledger.repairs().request(late.id(), NOON));
        apply(late);
        assertThat(ledger.inbox().store(late, NOON)).isEqualTo(Arrival.DUPLICATE);
        assertThat(ledger.repairs().requested(TOWN, 10)).isEmpty();
    }

    @Test
    void a_conflict_is_held_once_until_it_is_decided_and_leaves_no_gap_afterwards() {
        Envelope first = store(envelope(1, "case", 1, "{\"a\":1}"));
        apply(first);
        FileManifest scan = manifest();
        Envelope second = new Envelope(
                new MessageId(UUID.randomUUID()),
                TOWN,
                NodeId.COUNTY,
                1,
                "other",
                1,
                "case-accepted",
                2,
                NOON,
                new Lineage(0, null, Lineage.GENESIS),
                List.of(scan),
                FrameCodec.tree(json("{\"a\":2}")));
        store(second);
        store(second);
        List<HeldConflict> held = ledger.repairs().conflicts(ALL).rows();
        assertThat(held)
                .extracting(HeldConflict::id, HeldConflict::subject, HeldConflict::schemaVersion)
                .containsExactly(tuple(second.id(), "other", 2));
        long number = held.get(0).conflict();
        assertThat(ledger.repairs().conflictContent(number).payload()).isEqualTo(json("{\"a\":2}"));
        assertThat(ledger.repairs().conflictContent(number).createdAt()).isEqualTo(NOON);
        assertThat(ledger.repairs().filesOfConflict(number)).containsExactly(scan);
        assertThat(ledger.repairs().heldAt(second.id(), TOWN, 1)).isEmpty();
        change(() -> ledger.repairs().decide(number, Decision.KEEP_FIRST, NOON));
        assertThat(ledger.repairs().lockConflict(number)).isEmpty();
        assertThat(ledger.repairs().conflicts(ALL).total()).isZero();
        assertThat(ledger.inbox().receipt(TOWN).held()).isEmpty();
        assertThat(ledger.inbox().heldMessages(TOWN)).isZero();
        assertThat(ledger.inbox().receipt(TOWN).committedThrough()).isEqualTo(1);
    }

    @Test
    void a_manifest_put_aside_is_listed_and_may_be_asked_for_again() {
        FileManifest scan = manifest();
        ledger.files().announce(scan, TOWN, NOON);
        ledger.files().addChunk(TOWN, scan, 0);
        ledger.files().failRound(TOWN, scan.sha256(), 1, NOON);
        assertThat(ledger.repairs().files(ALL).rows())
                .containsExactly(new HeldFile(TOWN, scan.sha256(), scan.size(), 0, 1, true, NOON));
        assertThat(ledger.files().incomplete(TOWN, null, 5)).isEmpty();
        change(() -> ledger.repairs().releaseFile(TOWN, scan.sha256()));
        assertThat(ledger.files().incomplete(TOWN, null, 5))
                .extracting(Incomplete::sha256)
                .containsExactly(scan.sha256());
        ledger.files().markComplete(TOWN, scan, NOON);
        assertThat(ledger.repairs().file(TOWN, scan.sha256())).isEmpty();
    }

    @Test
    void own_messages_are_found_again_also_after_their_receipt() {
        OutgoingMessage sent = ledger.inTransaction(() -> ledger.outbox()
                .append(new OutgoingMessage.Draft(
                        new MessageId(UUID.randomUUID()),
                        TOWN,
                        "case",
                        "case-progressed",
                        1,
                        Lane.CONTROL,
                        NOON,
                        null,
                        List.of(),
                        json("{}"))));
        assertThat(ledger.repairs().outgoing(TOWN, List.of(sent.sequence(), 99L)))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(sent);
        assertThat(ledger.repairs().outgoing(TOWN, List.of())).isEmpty();
    }

    @Test
    void what_a_peer_reads_is_remembered_as_it_said_last() {
        assertThat(ledger.peers().versions(TOWN)).isEmpty();
        ledger.peers().saveVersions(TOWN, Map.of("case-accepted", 1, "case-delivered", 1));
        ledger.peers().saveVersions(TOWN, Map.of("case-accepted", 2));
        assertThat(ledger.peers().versions(TOWN)).isEqualTo(Map.of("case-accepted", 2));
        assertThat(ledger.peers().versions(OTHER_TOWN)).isEmpty();
    }

    // ---- words used above

    private void change(Runnable work) {
        ledger.inTransaction(work);
    }

    Envelope store(Envelope envelope) {
        change(() -> {
            ledger.inbox().store(envelope, NOON);
            ledger.inbox().advance(TOWN);
        });
        return envelope;
    }

    IncomingMessage next(String subject) {
        return ledger.inbox().next(TOWN, subject, NOON).orElseThrow();
    }

    private void apply(Envelope envelope) {
        IncomingMessage message = next(envelope.subject());
        change(() -> ledger.inbox().markApplied(message, NOON));
    }

    private void quarantine(Envelope envelope, State as) {
        IncomingMessage message = next(envelope.subject());
        assertThat(message.id()).isEqualTo(envelope.id());
        change(() -> ledger.inbox().quarantine(message, as, "broken"));
    }

    static Envelope envelope(long sequence, String subject, long subjectSequence, String payload) {
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

    private static FileManifest manifest() {
        byte[] hash = new byte[32];
        return new FileManifest(
                "cd".repeat(32), 1000, 65_536, Base64.getEncoder().encodeToString(hash));
    }

    static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
