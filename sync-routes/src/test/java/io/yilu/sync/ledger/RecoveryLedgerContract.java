package io.yilu.sync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.sync.engine.Receipt;
import io.yilu.sync.engine.RecoveryLedger;
import io.yilu.sync.engine.RecoveryLedger.Phase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an outbox that lost rows becomes one stream with what a peer handed back, in memory and on MariaDB. */
abstract class RecoveryLedgerContract {

    static final NodeId TOWN = NodeId.of("610924102");
    static final NodeId OTHER_TOWN = NodeId.of("610924100");
    static final Instant NOON = Instant.parse("2015-07-01T04:00:00.123456Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    private Ledger ledger;

    abstract Ledger fresh();

    @BeforeEach
    void makeLedger() {
        ledger = fresh();
    }

    @Test
    void a_recovery_is_fetched_then_replayed_then_over_and_begins_anew_where_it_replays() {
        assertThat(recovery().phase(TOWN)).isEqualTo(Phase.NONE);
        assertThat(recovery().isWhole()).isTrue();
        begin();
        assertThat(recovery().phase(TOWN)).isEqualTo(Phase.FETCHING);
        assertThat(recovery().phase(OTHER_TOWN)).isEqualTo(Phase.NONE);
        assertThat(recovery().open()).containsExactly(TOWN);
        stage(handedBack(1, "a", 1));
        begin();
        assertThat(recovery().fetchedThrough(TOWN)).as("not begun anew").isEqualTo(1);
        merge();
        assertThat(recovery().phase(TOWN)).isEqualTo(Phase.REPLAYING);
        begin();
        assertThat(recovery().phase(TOWN))
                .as("a backup of this moment was put back")
                .isEqualTo(Phase.FETCHING);
        stage(handedBack(1, "a", 1), handedBack(2, "b", 1));
        merge();
        assertThat(recovery().waiting(TOWN)).as("what waited still does").isEqualTo(2);
        recovery().replayable(TOWN, 0, 10).forEach(this::replayed);
        ledger.inTransaction(() -> recovery().end(TOWN));
        assertThat(recovery().phase(TOWN)).isEqualTo(Phase.NONE);
        assertThat(recovery().isWhole()).isTrue();
    }

    @Test
    void a_beginning_that_is_rolled_back_never_was() {
        assertThatThrownBy(() -> ledger.inTransaction(() -> {
                    recovery().begin(TOWN);
                    assertThat(recovery().phase(TOWN)).isEqualTo(Phase.FETCHING);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(recovery().phase(TOWN)).isEqualTo(Phase.NONE);
        assertThat(recovery().open()).isEmpty();
    }

    @Test
    void fetching_goes_on_behind_what_both_agree_on_and_then_behind_what_is_staged() {
        append("a");
        append("b");
        receipted(2);
        begin();
        assertThat(recovery().fetchedThrough(TOWN)).isEqualTo(2);
        OutgoingMessage first = handedBack(3, "a", 2);
        stage(first, handedBack(4, "b", 2));
        stage(handedBack(3, "a", 2));
        assertThat(recovery().fetchedThrough(TOWN)).isEqualTo(4);
        merge();
        assertThat(sequenceOf(first)).as("what was staged first stays").isEqualTo(3);
    }

    @Test
    void what_came_back_takes_its_old_place_as_receipted_and_waits_for_its_replay() {
        begin();
        stage(handedBack(1, "a", 1), handedBack(2, "a", 2), handedBack(3, "b", 1));
        assertThat(merge()).isZero();
        assertThat(ledger.outbox().unreceipted(TOWN, 0, 10)).isEmpty();
        assertThat(ledger.outbox().lastSequence(TOWN)).isEqualTo(3);
        assertThat(recovery().waiting(TOWN)).isEqualTo(3);
        assertThat(recovery().waitingSubjects(TOWN)).isEqualTo(2);
        OutgoingMessage next = append("a");
        assertThat(next.sequence()).isEqualTo(4);
        assertThat(next.subjectSequence()).isEqualTo(3);
        assertThat(ledger.outbox().chainAt(TOWN, 3)).contains(chain(3));
    }

    @Test
    void what_was_written_after_the_restore_moves_behind_what_the_peer_holds_at_its_place() {
        OutgoingMessage mine = append("a");
        OutgoingMessage same = append("b");
        begin();
        OutgoingMessage theirs = handedBack(1, "a", 1);
        stage(theirs, handedBack(2, "c", 1), handedBack(3, "a", 2));
        assertThat(merge()).isZero();
        assertThat(sequenceOf(theirs)).isEqualTo(1);
        assertThat(ledger.outbox().unreceipted(TOWN, 0, 10))
                .extracting(OutgoingMessage::id)
                .containsExactly(mine.id(), same.id());
        assertThat(ledger.outbox().unreceipted(TOWN, 0, 10))
                .extracting(OutgoingMessage::sequence, OutgoingMessage::subjectSequence)
                .containsExactly(tuple(4L, 3L), tuple(5L, 1L));
    }

    @Test
    void what_the_peer_has_at_its_own_place_stays_there_and_at_another_place_goes() {
        OutgoingMessage same = append("a");
        OutgoingMessage elsewhere = append("b");
        begin();
        stage(same, handedBack(2, "c", 1), moved(elsewhere, 3));
        assertThat(merge()).isZero();
        assertThat(ledger.outbox().unreceipted(TOWN, 0, 10)).isEmpty();
        assertThat(sequenceOf(same)).isEqualTo(1);
        assertThat(sequenceOf(elsewhere)).isEqualTo(3);
        assertThat(recovery().waiting(TOWN))
                .as("this node's own row needs no replay")
                .isEqualTo(2);
    }

    @Test
    void a_place_that_nobody_can_fill_is_filled_under_the_subject_whose_turn_is_missing() {
        begin();
        stage(handedBack(1, "a", 1), handedBack(3, "a", 3), handedBack(5, "b", 1));
        assertThat(merge()).isEqualTo(2);
        List<OutgoingMessage> lost = ledger.outbox().unreceipted(TOWN, 0, 10);
        assertThat(lost).extracting(OutgoingMessage::type).containsOnly(RecoveryLedger.LOST);
        assertThat(lost).extracting(OutgoingMessage::sequence).containsExactly(2L, 4L);
        assertThat(lost.get(0).subject()).isEqualTo("a");
        assertThat(lost.get(0).subjectSequence()).isEqualTo(2);
        assertThat(recovery().waiting(TOWN))
                .as("nothing of what is lost is replayed")
                .isEqualTo(3);
    }

    @Test
    void an_end_closes_what_still_waits_and_a_person_may_abandon_it() {
        begin();
        stage(handedBack(1, "a", 1), handedBack(2, "b", 1));
        merge();
        assertThat(recovery().closed(TOWN)).as("while it runs, nothing is open").isEmpty();
        replayed(recovery().replayable(TOWN, 0, 1).get(0));
        ledger.inTransaction(() -> recovery().end(TOWN));
        assertThat(recovery().phase(TOWN)).isEqualTo(Phase.NONE);
        assertThat(recovery().closed(TOWN)).containsExactly("b");
        assertThat(recovery().closed(OTHER_TOWN)).isEmpty();
        assertThat(recovery().isWhole()).isFalse();
        assertThatThrownBy(() -> ledger.inTransaction(() -> {
                    recovery().replayed(recovery().replayable(TOWN, 0, 1).get(0));
                    assertThat(recovery().closed(TOWN)).isEmpty();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(recovery().closed(TOWN)).as("rolled back").containsExactly("b");
        ledger.inTransaction(() -> recovery().abandon(TOWN));
        assertThat(recovery().isWhole()).isTrue();
        assertThat(recovery().waiting(TOWN)).isZero();
    }

    private RecoveryLedger recovery() {
        return ledger.recovery();
    }

    private void begin() {
        ledger.inTransaction(() -> recovery().begin(TOWN));
    }

    private void stage(OutgoingMessage... messages) {
        ledger.inTransaction(() -> recovery().stage(TOWN, List.of(messages)));
    }

    private long merge() {
        return ledger.inTransaction(() -> recovery().merge(TOWN, LATER));
    }

    private void replayed(OutgoingMessage message) {
        ledger.inTransaction(() -> recovery().replayed(message));
    }

    private void receipted(long through) {
        ledger.outbox().markSent(TOWN, List.of(1L, 2L), NOON);
        ledger.outbox().receipted(TOWN, new Receipt(through, List.of(), List.of(), "", null), NOON);
    }

    /** Where the message lies now. */
    private long sequenceOf(OutgoingMessage message) {
        return ledger.repairs().outgoing(TOWN, List.of(1L, 2L, 3L, 4L, 5L)).stream()
                .filter(row -> row.id().equals(message.id()))
                .findFirst()
                .orElseThrow()
                .sequence();
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

    private static OutgoingMessage handedBack(long sequence, String subject, long turn) {
        return RecoveredMessages.own(sequence, subject, turn, new Lineage(0, null, chain(sequence)));
    }

    private static OutgoingMessage moved(OutgoingMessage message, long sequence) {
        return RecoveredMessages.at(sequence, message);
    }

    private static String chain(long sequence) {
        return RecoveredMessages.chain(sequence);
    }
}
