package io.yilu.sync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.InboxLedger.State;
import io.yilu.sync.engine.IncomingMessage;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.sync.engine.RecoveryLedger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In which order what came back is replayed among what the peer says again, in memory and on MariaDB. */
abstract class ReplayOrderContract {

    static final NodeId TOWN = NodeId.of("610924102");
    static final Instant NOON = Instant.parse("2015-07-01T04:00:00.123456Z");

    private Ledger ledger;

    abstract Ledger fresh();

    @BeforeEach
    void makeLedger() {
        ledger = fresh();
        ledger.inTransaction(() -> recovery().begin(TOWN));
    }

    @Test
    void what_was_written_after_an_incoming_message_is_replayed_after_it_and_each_subject_in_its_order() {
        OutgoingMessage first = own(1, "a", 1, 0);
        OutgoingMessage second = own(2, "a", 2, 1);
        OutgoingMessage other = own(3, "b", 1, 0);
        merge(first, second, other);
        assertThat(replayable(0, 10)).containsExactly(1L, 3L);
        assertThat(replayable(1, 10)).as("behind the first").containsExactly(3L);
        assertThat(replayable(0, 1)).containsExactly(1L);
        replayed(first);
        assertThat(replayable(0, 10)).as("the second follows an incoming one").containsExactly(3L);
        apply(store(1, "a", 1));
        assertThat(replayable(0, 10)).containsExactly(2L, 3L);
    }

    @Test
    void an_incoming_message_waits_for_what_was_written_before_it() {
        OutgoingMessage before = own(1, "a", 1, 0);
        merge(before, own(2, "a", 2, 1));
        assertThat(recovery().mustReplayBefore(TOWN, "a", 1)).isTrue();
        assertThat(recovery().mustReplayBefore(TOWN, "b", 1)).isFalse();
        replayed(before);
        assertThat(recovery().mustReplayBefore(TOWN, "a", 1)).isFalse();
        assertThat(recovery().mustReplayBefore(TOWN, "a", 2)).isTrue();
    }

    @Test
    void what_a_handler_had_written_is_found_by_its_cause_and_not_replayed_by_itself() {
        IncomingMessage cause = store(1, "a", 1);
        OutgoingMessage caused = own(1, "a", 1, new Lineage(1, cause.id(), RecoveredMessages.chain(1)));
        OutgoingMessage elsewhere = own(2, "b", 1, new Lineage(0, cause.id(), RecoveredMessages.chain(2)));
        merge(caused, elsewhere, own(3, "a", 2, 1));
        apply(cause);
        assertThat(replayable(0, 10)).isEmpty();
        assertThat(recovery().writtenBy(TOWN, "a", cause.id()).map(OutgoingMessage::id))
                .contains(caused.id());
        assertThat(recovery().writtenBy(TOWN, "c", cause.id())).isEmpty();
        assertThat(recovery().writtenBy(cause.id()))
                .extracting(OutgoingMessage::id)
                .containsExactly(caused.id(), elsewhere.id());
        replayed(caused);
        assertThat(recovery().writtenBy(TOWN, "a", cause.id())).isEmpty();
        assertThat(replayable(0, 10)).containsExactly(3L);
    }

    @Test
    void what_a_handler_had_written_is_found_when_the_recovery_is_over_as_well() {
        IncomingMessage cause = store(1, "a", 1);
        OutgoingMessage caused = own(1, "a", 1, new Lineage(1, cause.id(), RecoveredMessages.chain(1)));
        merge(caused);
        ledger.inTransaction(() -> recovery().end(TOWN));
        assertThat(recovery().writtenBy(cause.id()))
                .extracting(OutgoingMessage::id)
                .containsExactly(caused.id());
    }

    @Test
    void subjects_behind_what_failed_or_is_unknown_are_told_from_those_whose_turn_may_still_come() {
        IncomingMessage failed = store(1, "failed", 1);
        IncomingMessage unknown = store(2, "unknown", 1);
        IncomingMessage waits = store(3, "waits", 1);
        IncomingMessage behind = store(4, "failed", 2);
        merge(
                own(1, "failed", 1, 1),
                own(2, "failed", 2, 1),
                own(3, "unknown", 1, 1),
                own(4, "waits", 1, 1),
                own(5, "has not come", 1, 1),
                own(6, "elsewhere", 1, new Lineage(0, behind.id(), RecoveredMessages.chain(6))));
        assertThat(recovery().behindHeld(TOWN)).isEmpty();
        ledger.inTransaction(() -> ledger.inbox().quarantine(failed, State.QUARANTINED, "failed"));
        ledger.inTransaction(() -> ledger.inbox().quarantine(unknown, State.UNKNOWN, "unknown"));
        assertThat(recovery().behindHeld(TOWN)).containsExactlyInAnyOrder("failed", "unknown", "elsewhere");
        assertThat(waits.subject()).isEqualTo("waits");
        ledger.inTransaction(() -> ledger.repairs().discard(failed.id()));
        assertThat(recovery().behindHeld(TOWN)).containsExactly("unknown");
    }

    @Test
    void what_waits_for_an_incoming_message_that_is_not_here_is_told_from_what_only_waits_for_its_turn() {
        IncomingMessage here = store(1, "here", 1);
        MessageId lost = new MessageId(UUID.randomUUID());
        OutgoingMessage behind = own(1, "gone", 1, 2);
        merge(
                behind,
                own(2, "gone", 2, 2),
                own(3, "here", 1, 1),
                own(4, "caused", 1, new Lineage(0, here.id(), RecoveredMessages.chain(4))),
                own(5, "caused-by-gone", 1, new Lineage(0, lost, RecoveredMessages.chain(5))),
                own(6, "said-anew", 1, new Lineage(1, lost, RecoveredMessages.chain(6))));
        store(2, "said-anew", 1);
        IncomingMessage next = store(3, "said-anew", 2);
        assertThat(stranded(0, 10)).containsExactly(1L, 5L);
        assertThat(stranded(1, 10)).containsExactly(5L);
        assertThat(stranded(0, 1)).containsExactly(1L);

        replayed(behind);
        ledger.inTransaction(() -> ledger.inbox().quarantine(here, State.QUARANTINED, "failed"));
        assertThat(stranded(0, 10)).as("a person may repair it").containsExactly(2L, 5L);
        apply(ledger.inbox().next(TOWN, "said-anew", NOON).orElseThrow());
        assertThat(stranded(0, 10)).as("%s waits for it", next.id()).containsExactly(2L, 5L, 6L);
        ledger.inTransaction(() -> ledger.repairs().discard(here.id()));
        assertThat(stranded(0, 10)).containsExactly(2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void a_message_that_cannot_be_read_is_put_aside_by_its_place() {
        store(1, "a", 1);
        store(2, "a", 2);
        assertThat(unread("a")).isTrue();
        assertThat(ledger.inbox().next(TOWN, "a", NOON)).isEmpty();
        assertThat(unread("a")).as("it is aside").isFalse();
        assertThat(unread("b")).as("nothing is there").isFalse();
        assertThat(ledger.inbox().receipt(TOWN).held()).containsExactly(1L, 2L);
    }

    @Test
    void unfinished_subjects_are_paged_through_by_name() {
        for (int i = 0; i < 5; i++) {
            store(i + 1, "case-" + (4 - i), 1);
        }
        assertThat(ledger.inbox().unfinishedSubjects(TOWN, NOON, "", 2)).containsExactly("case-0", "case-1");
        assertThat(ledger.inbox().unfinishedSubjects(TOWN, NOON, "case-1", 2)).containsExactly("case-2", "case-3");
        assertThat(ledger.inbox().unfinishedSubjects(TOWN, NOON, "case-3", 2)).containsExactly("case-4");
    }

    private RecoveryLedger recovery() {
        return ledger.recovery();
    }

    private boolean unread(String subject) {
        return ledger.inTransaction(() -> ledger.inbox().quarantineUnread(TOWN, subject, "broken"));
    }

    private List<Long> replayable(long after, int limit) {
        return recovery().replayable(TOWN, after, limit).stream()
                .map(OutgoingMessage::sequence)
                .toList();
    }

    private List<Long> stranded(long after, int limit) {
        return recovery().stranded(TOWN, after, limit).stream()
                .map(OutgoingMessage::sequence)
                .toList();
    }

    private void merge(OutgoingMessage... messages) {
        ledger.inTransaction(() -> {
            recovery().stage(TOWN, List.of(messages));
            recovery().merge(TOWN, NOON);
        });
    }

    private void replayed(OutgoingMessage message) {
        ledger.inTransaction(() -> recovery().replayed(message));
    }

    private void apply(IncomingMessage message) {
        ledger.inTransaction(() -> ledger.inbox().markApplied(message, NOON));
    }

    private static OutgoingMessage own(long sequence, String subject, long turn, long after) {
        return own(sequence, subject, turn, new Lineage(after, null, RecoveredMessages.chain(sequence)));
    }

    private static OutgoingMessage own(long sequence, String subject, long turn, Lineage lineage) {
        return RecoveredMessages.own(sequence, subject, turn, lineage);
    }

    private IncomingMessage store(long sequence, String subject, long turn) {
        MessageId id = new MessageId(UUID.randomUUID());
        ledger.inbox()
                .store(
                        new Envelope(
                                id,
                                TOWN,
                                NodeId.COUNTY,
                                sequence,
                                subject,
                                turn,
                                "case-progressed",
                                1,
                                NOON,
                                new Lineage(0, null, RecoveredMessages.chain(sequence)),
                                List.of(),
                                FrameCodec.tree("{}".getBytes(StandardCharsets.UTF_8))),
                        NOON);
        return ledger.repairs().content(id);
    }
}
