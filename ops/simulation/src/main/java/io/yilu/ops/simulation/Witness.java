package io.yilu.ops.simulation;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Carrier;
import io.yilu.sync.engine.EncodedFrame;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.InboxLedger.Arrival;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.sync.engine.Receipt;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** Watches one node's ledger and line: nothing leaves and nothing is receipted but what was committed. */
final class Witness implements Guard.Witness {

    private final NodeId node;
    private final Transactions transactions;
    private final Checker checker;
    private final ToLongFunction<NodeId> lastSequence;
    private Map<NodeId, Long> appended = new HashMap<>();
    private Map<NodeId, Stored> stored = new HashMap<>();
    private boolean tookOldPlace;

    /** @param lastSequence the last number of the stream to a peer, as the ledger says */
    Witness(NodeId node, Transactions transactions, Checker checker, ToLongFunction<NodeId> lastSequence) {
        this.node = node;
        this.transactions = transactions;
        this.checker = checker;
        this.lastSequence = lastSequence;
    }

    /** What was committed so far. */
    Memory backup() {
        return new Memory(appended, stored);
    }

    /** The ledger is what it was then. */
    void restore(Memory backup) {
        Memory own = new Memory(backup.appended, backup.stored);
        appended = own.appended;
        stored = own.stored;
    }

    @Override
    public void saw(String method, Object[] arguments, Object result) {
        if (method.equals("replayed")) {
            tookOldPlace = true;
        } else if (result instanceof OutgoingMessage message && method.equals("append")) {
            tookOldPlace = false;
            transactions.committed(() -> appended.merge(message.destination(), message.sequence(), Math::max));
        } else if (method.equals("merge") && arguments[0] instanceof NodeId peer) {
            // The other side gave back what this node had written before it was restored.
            transactions.committed(() -> appended.merge(peer, lastSequence.applyAsLong(peer), Math::max));
        } else if (result instanceof Arrival && arguments[0] instanceof Envelope envelope) {
            transactions.committed(() -> stored(envelope.origin()).add(envelope.sequence()));
        }
    }

    /** Whether what was said last is a message of this node's former life, which a handler has only written once more. */
    boolean tookOldPlace() {
        return tookOldPlace;
    }

    /** Whether this node's ledger holds that place of the peer's stream. */
    boolean holds(NodeId origin, long sequence) {
        return stored(origin).holds(sequence);
    }

    Carrier watching(Carrier carrier) {
        return new Carrier() {
            @Override
            public void send(NodeId peer, EncodedFrame frame) {
                look(peer, frame.frame());
                carrier.send(peer, frame);
            }

            @Override
            public void redial(NodeId peer) {
                carrier.redial(peer);
            }

            @Override
            public void hangUp(NodeId peer) {
                carrier.hangUp(peer);
            }
        };
    }

    private void look(NodeId peer, Frame frame) {
        if (frame instanceof Frame.Messages messages) {
            for (Envelope envelope : messages.envelopes()) {
                if (envelope.sequence() > appended.getOrDefault(peer, 0L)) {
                    checker.breaks(
                            Law.UNPROVEN,
                            envelope.subject(),
                            node + " sent number " + envelope.sequence() + " to " + peer + " before it was committed");
                }
            }
        } else if (frame instanceof Frame.Hello hello) {
            look(peer, hello.receipt());
        } else if (frame instanceof Frame.Heartbeat heartbeat) {
            look(peer, heartbeat.receipt());
        } else if (frame instanceof Frame.Receipted receipted) {
            look(peer, receipted.receipt());
        }
    }

    private void look(NodeId peer, Receipt receipt) {
        Stored here = stored(peer);
        boolean proven = receipt.committedThrough() <= here.through
                && receipt.beyond().stream().allMatch(here::holds)
                && receipt.held().stream().allMatch(here::holds);
        if (!proven) {
            checker.breaks(
                    Law.UNPROVEN,
                    "",
                    node + " receipted " + receipt + " to " + peer + " but holds no more than through " + here.through
                            + " and " + here.beyond);
        }
    }

    private Stored stored(NodeId origin) {
        return stored.computeIfAbsent(origin, key -> new Stored());
    }

    /** What a backup remembers. */
    record Memory(Map<NodeId, Long> appended, Map<NodeId, Stored> stored) {
        Memory {
            appended = new HashMap<>(appended);
            Map<NodeId, Stored> copies = new HashMap<>();
            stored.forEach((origin, one) -> copies.put(origin, one.copy()));
            stored = copies;
        }
    }

    /** Sequences that are committed. */
    static final class Stored {
        private final TreeSet<Long> beyond = new TreeSet<>();
        private long through;

        private Stored copy() {
            Stored copy = new Stored();
            copy.beyond.addAll(beyond);
            copy.through = through;
            return copy;
        }

        private void add(long sequence) {
            if (sequence > through) {
                beyond.add(sequence);
                while (beyond.remove(through + 1)) {
                    through++;
                }
            }
        }

        private boolean holds(long sequence) {
            return sequence <= through || beyond.contains(sequence);
        }
    }
}
