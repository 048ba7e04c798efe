package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Deliveries.State;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Laws 1 to 3 at the four instants at which the death of a process would cost most. */
class DeathLawsTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final CaseNumber CASE = CaseNumber.of(TOWN, LocalDate.of(2015, 7, 1), 1);

    private final TickClock clock = new TickClock();
    private final FragileLine line = new FragileLine();
    private final TestNode town = new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
    private final TestNode county = new TestNode(NodeId.COUNTY, List.of(TOWN), clock, line);

    /** Between which two steps a process dies. */
    enum Moment {
        TOLD_AND_NOT_SENT,
        SENT_AND_NOT_NOTED,
        COMMITTED_AND_NEITHER_ACKNOWLEDGED_NOR_RECEIPTED,
        RECEIPTED_AND_NOT_NOTED
    }

    @ParameterizedTest
    @EnumSource
    void law_3_a_death_between_told_sent_committed_and_receipted_loses_nothing_and_does_nothing_twice(Moment moment) {
        run(20);
        line.diesAt = moment;
        unlessItDies(() -> town.say(NodeId.COUNTY, CASE, "first"));
        run(20);
        assertThat(line.diesAt).as("the moment was met").isNull();
        // A broker delivers again what was not acknowledged; that it belongs to a session that is over does not matter
        // to it.
        line.messages.forEach(frame -> county.take(TOWN, new Spoken(frame.session(), frame.frame())));
        unlessItDies(() -> town.say(NodeId.COUNTY, CASE, "second"));
        run(100);
        assertThat(county.applied().get(CASE.value())).containsExactly("first", "second");
        assertThat(town.ledger().outbox().waiting(NodeId.COUNTY)).isEqualTo(Frame.Waiting.NOTHING);
        assertThat(Objects.requireNonNull(town.ledger()
                                .outbox()
                                .deliveries(List.of(CASE.value()))
                                .get(CASE.value()))
                        .state())
                .isEqualTo(State.COMPLETE);
        assertThat(county.ledger().alarms().open()).isEmpty();
    }

    private void run(int quarterSeconds) {
        for (int i = 0; i < quarterSeconds; i++) {
            clock.tick(Duration.ofMillis(250));
            unlessItDies(() -> {
                line.real.tickAll();
                line.real.deliver();
            });
        }
    }

    /** Whoever dies is started again over what it had committed. */
    private void unlessItDies(Runnable work) {
        try {
            work.run();
        } catch (Death death) {
            (death.node.isCounty() ? county : town).start();
        }
    }

    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        private final transient NodeId node;

        private Death(NodeId node) {
            this.node = node;
        }
    }

    /** A sound line at whose ends processes die by order, once. */
    private static final class FragileLine implements TestNode.Line {
        private final BadLine real = new BadLine(1, 0, 0);
        private final List<EncodedFrame> messages = new ArrayList<>();
        private @Nullable Moment diesAt;

        @Override
        public void join(TestNode node) {
            real.join(node);
        }

        @Override
        public Carrier endAt(TestNode node) {
            Carrier end = real.endAt(node);
            NodeId from = node.id();
            return new Carrier() {
                @Override
                public void send(NodeId peer, EncodedFrame frame) {
                    if (frame.frame() instanceof Frame.Messages) {
                        dieAt(Moment.TOLD_AND_NOT_SENT, from);
                        messages.add(frame);
                        end.send(peer, frame);
                        dieAt(Moment.SENT_AND_NOT_NOTED, from);
                        return;
                    }
                    if (frame.frame() instanceof Frame.Receipted) {
                        dieAt(Moment.COMMITTED_AND_NEITHER_ACKNOWLEDGED_NOR_RECEIPTED, from);
                        dieAt(Moment.RECEIPTED_AND_NOT_NOTED, peer);
                    }
                    end.send(peer, frame);
                }

                @Override
                public void redial(NodeId peer) {
                    end.redial(peer);
                }

                @Override
                public void hangUp(NodeId peer) {
                    end.hangUp(peer);
                }
            };
        }

        private void dieAt(Moment moment, NodeId node) {
            if (diesAt == moment) {
                diesAt = null;
                throw new Death(node);
            }
        }
    }
}
