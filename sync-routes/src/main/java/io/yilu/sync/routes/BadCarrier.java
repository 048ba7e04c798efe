package io.yilu.sync.routes;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Carrier;
import io.yilu.sync.engine.EncodedFrame;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.Spoken;
import io.yilu.sync.trial.Orders;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Does to the frames of a trial's node what lines, brokers and hostile senders may do to them. Between them and the engine,
 * since the lines are encrypted and nobody on the way can tell one frame from another.
 *
 * <p>The order {@code frames} says what, a line each: whose frames ({@code receipts}, {@code messages}, {@code chunks} or
 * {@code all}), what becomes of them, and how many in a hundred; {@code receipts lost 60}. Heartbeats repeat no receipt that is
 * lost or late. Each frame that was in fact mistreated is noted: {@code frames.done}.
 */
public final class BadCarrier implements Carrier {

    private static final String ORDER = "frames";
    private static final Set<String> WHOLE_FRAMES = Set.of("lost", "late", "doubled");

    private final Carrier carrier;
    private final Orders orders;
    private final Random random;
    private final Deque<Held> late = new ArrayDeque<>();
    private final OtherBytes otherBytes;
    private final PassedReceipts receipts = new PassedReceipts();

    BadCarrier(Carrier carrier, Orders orders, Random random) {
        this.otherBytes = new OtherBytes(orders);
        this.carrier = carrier;
        this.orders = orders;
        this.random = random;
    }

    /** The carrier itself, unless this process belongs to a trial. */
    public static Carrier around(Carrier carrier) {
        return Orders.ofThisProcess()
                .<Carrier>map(orders -> new BadCarrier(carrier, orders, new Random()))
                .orElse(carrier);
    }

    private record Held(NodeId peer, EncodedFrame frame) {}

    @Override
    public void send(NodeId peer, EncodedFrame frame) {
        mistreatIfOrdered(peer, frame);
        for (OtherBytes.Again again : otherBytes.after(frame)) {
            carrier.send(peer, again.frame());
            otherBytes.said(again);
        }
    }

    @Override
    public void hangUp(NodeId peer) {
        carrier.hangUp(peer);
    }

    private void mistreatIfOrdered(NodeId peer, EncodedFrame frame) {
        List<String> lines = orders.lines(ORDER);
        if (lines.isEmpty()) {
            release();
        }
        for (String line : lines) {
            String[] words = line.split(" ");
            if (words[0].equals("receipts") && frame.frame() instanceof Frame.Heartbeat beat) {
                pass(peer, words[1].equals("doubled") ? frame : receipts.withoutNews(peer, frame, beat));
                return;
            }
            if (concerns(words[0], frame.frame()) && random.nextInt(100) < Integer.parseInt(words[2])) {
                mistreat(peer, frame, words[1]);
                return;
            }
        }
        pass(peer, frame);
    }

    private void pass(NodeId peer, EncodedFrame frame) {
        carrier.send(peer, frame);
        receipts.note(peer, frame);
    }

    private static boolean concerns(String whose, Frame frame) {
        return switch (whose) {
            case "receipts" -> frame instanceof Frame.Receipted || frame instanceof Frame.FileReceipted;
            case "messages" -> frame instanceof Frame.Messages;
            case "chunks" -> frame instanceof Frame.Chunk;
            default -> true;
        };
    }

    private void mistreat(NodeId peer, EncodedFrame frame, String how) {
        switch (how) {
            case "lost" -> {}
            case "late" -> hold(new Held(peer, frame));
            case "doubled" -> {
                carrier.send(peer, frame);
                carrier.send(peer, frame);
            }
            case "shuffled" -> sendInstead(peer, frame, shuffled(frame.frame()), how);
            case "gapped" -> sendInstead(peer, frame, gapped(frame.frame()), how);
            case "spoilt" -> sendInstead(peer, frame, spoilt(frame.frame()), how);
            case "forged" -> {
                sendInstead(peer, frame, forged(frame.frame()), how);
                carrier.send(peer, frame);
            }
            default -> throw new IllegalArgumentException("The trial asks for something unknown: " + how);
        }
        if (WHOLE_FRAMES.contains(how)) {
            orders.noteDone(ORDER, how);
        }
    }

    /** A frame of one message cannot be mixed, and none that is as it was counts as mistreated. */
    private void sendInstead(NodeId peer, EncodedFrame frame, Frame other, String how) {
        if (other.equals(frame.frame())) {
            carrier.send(peer, frame);
        } else {
            carrier.send(peer, instead(frame, other));
            orders.noteDone(ORDER, how);
        }
    }

    private synchronized void hold(Held held) {
        late.add(held);
    }

    /** What was held back comes after everything that followed it, the last first. */
    private void release() {
        List<Held> due;
        synchronized (this) {
            due = new ArrayList<>(late);
            late.clear();
        }
        Collections.reverse(due);
        due.forEach(held -> carrier.send(held.peer(), held.frame()));
    }

    private static EncodedFrame instead(EncodedFrame frame, Frame other) {
        return EncodedFrame.of(new Spoken(frame.session(), other));
    }

    private Frame shuffled(Frame frame) {
        if (!(frame instanceof Frame.Messages messages)) {
            return frame;
        }
        List<Envelope> mixed = new ArrayList<>(messages.envelopes());
        Collections.shuffle(mixed, random);
        return new Frame.Messages(messages.lane(), mixed);
    }

    private Frame gapped(Frame frame) {
        if (!(frame instanceof Frame.Messages messages) || messages.envelopes().size() < 2) {
            return frame;
        }
        List<Envelope> fewer = new ArrayList<>(messages.envelopes());
        fewer.remove(random.nextInt(fewer.size()));
        return new Frame.Messages(messages.lane(), fewer);
    }

    private Frame spoilt(Frame frame) {
        if (!(frame instanceof Frame.Chunk chunk) || chunk.bytes().length == 0) {
            return frame;
        }
        byte[] bytes = chunk.bytes().clone();
        bytes[random.nextInt(bytes.length)] ^= 1;
        return new Frame.Chunk(chunk.sha256(), chunk.index(), bytes);
    }

    /** As a town would speak that speaks for another. */
    private static Frame forged(Frame frame) {
        if (!(frame instanceof Frame.Messages messages)) {
            return frame;
        }
        Envelope real = messages.envelopes().get(0);
        Envelope forged = real.from(new MessageId(UUID.randomUUID()), NodeId.of("610924999"));
        return new Frame.Messages(messages.lane(), List.of(forged));
    }

    @Override
    public void redial(NodeId peer) {
        carrier.redial(peer);
    }
}
