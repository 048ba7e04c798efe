package io.yilu.sync.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseDecided;
import io.yilu.schemas.payload.CaseProgressed;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.trial.Sabotage.Wrong;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each wrong is done to one message, and again when that message is tried again. */
class SabotageTest {

    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final CaseNumber CASE = CaseNumber.of(NodeId.of("610924102"), LocalDate.of(2026, 3, 2), 1);

    private final List<String> done = new ArrayList<>();
    private final InboxMessage<CaseProgressed> progressed = message(new CaseProgressed(CASE, "审批中", "民政局", NOW, "科员甲"));
    private final InboxMessage<CaseDecided> decided = message(new CaseDecided(
            CASE,
            CaseDecided.Outcome.APPROVED,
            "同意",
            List.of(),
            "证",
            "R-1",
            new FileRef("a".repeat(64), 1, "application/pdf", "r.pdf"),
            "民政局",
            NOW,
            "科员甲"));

    @Test
    void without_the_property_no_handler_is_touched() {
        List<InboxHandler<?>> handlers = List.of(noting(CaseProgressed.class), noting(CaseDecided.class));
        assertThat(Sabotage.before(handlers)).isSameAs(handlers);
    }

    @Test
    void a_dropped_message_stays_dropped_when_it_is_tried_again() {
        List<InboxHandler<?>> handlers = wronged(Wrong.DROP);
        give(handlers, progressed);
        give(handlers, progressed);
        give(handlers, decided);
        assertThat(done).containsExactly("同意");
    }

    @Test
    void a_doubled_message_is_done_twice() {
        List<InboxHandler<?>> handlers = wronged(Wrong.DOUBLE);
        give(handlers, progressed);
        give(handlers, decided);
        assertThat(done).containsExactly("审批中", "审批中", "同意");
    }

    @Test
    void a_swapped_message_is_done_after_the_next_one() {
        List<InboxHandler<?>> handlers = wronged(Wrong.SWAP);
        give(handlers, progressed);
        give(handlers, decided);
        assertThat(done).containsExactly("同意", "审批中");
    }

    @Test
    void a_corrupted_message_is_done_with_another_content() {
        List<InboxHandler<?>> handlers = wronged(Wrong.CORRUPT);
        give(handlers, progressed);
        give(handlers, decided);
        assertThat(done).containsExactly("审批中", "同意!");
    }

    private List<InboxHandler<?>> wronged(Wrong wrong) {
        return new Sabotage(wrong).wrapped(List.of(noting(CaseProgressed.class), noting(CaseDecided.class)));
    }

    private <P extends Payload> InboxHandler<P> noting(Class<P> kind) {
        return new InboxHandler<>() {
            @Override
            public Class<P> payloadClass() {
                return kind;
            }

            @Override
            public void handle(InboxMessage<P> message) {
                done.add(
                        message.payload() instanceof CaseDecided decision
                                ? decision.opinion()
                                : ((CaseProgressed) message.payload()).step());
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <P extends Payload> void give(List<InboxHandler<?>> handlers, InboxMessage<P> message) {
        handlers.stream()
                .filter(handler -> handler.payloadClass().isInstance(message.payload()))
                .forEach(handler -> ((InboxHandler<P>) handler).handle(message));
    }

    private static <P extends Payload> InboxMessage<P> message(P payload) {
        return new InboxMessage<>(new MessageId(UUID.randomUUID()), NodeId.COUNTY, CASE.value(), NOW, NOW, payload);
    }
}
