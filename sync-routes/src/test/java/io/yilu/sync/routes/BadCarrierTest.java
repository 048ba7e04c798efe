package io.yilu.sync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Carrier;
import io.yilu.sync.engine.EncodedFrame;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.Receipt;
import io.yilu.sync.engine.Spoken;
import io.yilu.sync.engine.WelcomingCarrier;
import io.yilu.sync.trial.Orders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/** A trial's orders are done to the frames they name, to no others, and end when they are taken back. */
class BadCarrierTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final String SHA256 = "a".repeat(64);

    @TempDir
    Path folder;

    private final List<Frame> passed = new ArrayList<>();
    private BadCarrier carrier;

    @BeforeEach
    void makeCarrier() {
        Carrier good = new WelcomingCarrier() {
            @Override
            public void send(NodeId peer, EncodedFrame frame) {
                passed.add(frame.frame());
            }

            @Override
            public void redial(NodeId peer) {}
        };
        carrier = new BadCarrier(good, new Orders(folder), new Random(1));
    }

    @Test
    void outside_of_a_trial_there_is_no_such_carrier() {
        assertThat(BadCarrier.around(carrier)).isSameAs(carrier);
    }

    @Test
    void what_is_lost_is_lost_and_the_rest_passes() throws Exception {
        order("receipts lost 100");
        send(receipt(), chunk());
        assertThat(passed).singleElement().isInstanceOf(Frame.Chunk.class);
        endOrder();
        send(receipt());
        assertThat(passed).hasSize(2);
    }

    @Test
    void what_is_late_comes_after_the_order_ends_and_the_last_first() throws Exception {
        order("messages late 100");
        Frame first = messages(1);
        Frame second = messages(2);
        send(first, second);
        assertThat(passed).isEmpty();
        endOrder();
        Frame third = messages(3);
        send(third);
        assertThat(passed).containsExactly(second, first, third);
    }

    /** Otherwise no receipt would be late by more than a second, whatever becomes of the frames that carry nothing else. */
    @Test
    void a_heartbeat_repeats_no_receipt_that_is_lost_or_late() throws Exception {
        UUID session = UUID.randomUUID();
        say(session, new Frame.Receipted(through(3)));
        order("receipts lost 100");
        say(session, new Frame.Receipted(through(7)), beat(through(7)));
        assertThat(passed).last().isEqualTo(beat(through(3)));
        order("receipts late 100");
        say(session, new Frame.Receipted(through(9)), beat(through(9)));
        assertThat(passed).last().isEqualTo(beat(through(3)));
        say(UUID.randomUUID(), beat(through(9)));
        assertThat(passed).as("the word that a session begins with").last().isEqualTo(beat(through(9)));
        endOrder();
        say(session, beat(through(9)));
        assertThat(passed).last().isEqualTo(beat(through(9)));
    }

    @Test
    void messages_are_doubled_gapped_shuffled_and_forged() throws Exception {
        order("messages doubled 100");
        send(messages(1));
        assertThat(passed).hasSize(2);
        order("messages gapped 100");
        send(messages(1, 2, 3));
        assertThat(envelopes(2)).hasSize(2);
        order("messages shuffled 100");
        send(messages(1, 2, 3, 4, 5, 6));
        assertThat(envelopes(3)).hasSize(6).isNotEqualTo(((Frame.Messages) messages(1, 2, 3, 4, 5, 6)).envelopes());
        order("messages forged 100");
        send(messages(7));
        assertThat(envelopes(4).get(0).origin()).isNotEqualTo(TOWN);
        assertThat(envelopes(5).get(0).origin()).isEqualTo(TOWN);
    }

    @Test
    void a_chunk_is_spoilt_in_one_byte() throws Exception {
        order("chunks spoilt 100");
        send(chunk());
        assertThat(((Frame.Chunk) passed.get(0)).bytes()).hasSize(3).isNotEqualTo(new byte[] {1, 2, 3});
    }

    @Test
    void a_message_is_said_again_with_other_bytes_once_for_each_order_and_not_while_greeting() throws Exception {
        send(messages(1), messages(2));
        Files.writeString(folder.resolve("other-bytes"), "case-1 first\n");
        send(new Frame.Refused(UUID.randomUUID(), "YILU-FENCE-001", "words"));
        assertThat(passed).hasSize(3);
        send(receipt());
        assertThat(passed).hasSize(5);
        Envelope again = envelopes(4).get(0);
        assertThat(again.id()).isEqualTo(envelopes(0).get(0).id());
        assertThat(again.sequence()).isEqualTo(1);
        assertThat(again.payload()).isNotEqualTo(envelopes(0).get(0).payload());
        send(receipt());
        assertThat(passed).hasSize(6);
        Files.writeString(folder.resolve("other-bytes"), "case-1 second\n");
        send(receipt());
        assertThat(passed).hasSize(8);
    }

    @Test
    void only_what_was_in_fact_done_to_a_frame_is_noted() throws Exception {
        order("messages gapped 100");
        send(messages(1), receipt());
        order("messages shuffled 100");
        send(messages(1));
        assertThat(folder.resolve("frames.done"))
                .as("one message alone can neither be missing nor mixed")
                .doesNotExist();
        order("messages gapped 100");
        send(messages(1, 2));
        order("receipts lost 100");
        send(receipt(), chunk());
        assertThat(folder.resolve("frames.done")).hasContent("gapped\nlost");
    }

    @Test
    void what_was_said_again_with_other_bytes_is_noted() throws Exception {
        Files.writeString(folder.resolve("other-bytes"), "case-1 first\n");
        send(receipt());
        assertThat(folder.resolve("other-bytes.done"))
                .as("nothing was said about it before")
                .doesNotExist();
        send(messages(1));
        assertThat(folder.resolve("other-bytes.done")).hasContent("case-1 first");
    }

    private void order(String line) throws IOException {
        Files.writeString(folder.resolve("frames"), line + "\n");
    }

    private void endOrder() throws IOException {
        Files.delete(folder.resolve("frames"));
    }

    private void send(Frame... frames) {
        say(UUID.randomUUID(), frames);
    }

    private void say(UUID session, Frame... frames) {
        for (Frame frame : frames) {
            carrier.send(NodeId.COUNTY, EncodedFrame.of(new Spoken(session, frame)));
        }
    }

    private static Receipt through(long sequence) {
        return new Receipt(sequence, List.of(), List.of(), Lineage.GENESIS);
    }

    private static Frame beat(Receipt receipt) {
        return new Frame.Heartbeat(1, null, 1000, Frame.Waiting.NOTHING, receipt, Instant.EPOCH);
    }

    private List<Envelope> envelopes(int at) {
        return ((Frame.Messages) passed.get(at)).envelopes();
    }

    private static Frame receipt() {
        return new Frame.FileReceipted(SHA256, List.of(1), false);
    }

    private static Frame chunk() {
        return new Frame.Chunk(SHA256, 0, new byte[] {1, 2, 3});
    }

    private static Frame messages(int... sequences) {
        List<Envelope> envelopes = new ArrayList<>();
        for (int sequence : sequences) {
            envelopes.add(new Envelope(
                    new MessageId(new UUID(0, sequence)),
                    TOWN,
                    NodeId.COUNTY,
                    sequence,
                    "case-1",
                    sequence,
                    "case-progressed",
                    1,
                    Instant.EPOCH,
                    new Lineage(0, null, Lineage.GENESIS),
                    List.of(),
                    JsonNodeFactory.instance.objectNode()));
        }
        return new Frame.Messages(Lane.CASE, envelopes);
    }
}
