package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.PayloadType;
import io.yilu.sync.engine.PeerLedger.Known;
import io.yilu.sync.engine.PeerLedger.Standing;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a stick brought from one peer into the same inbox, files and outbox as the line does, under the same locks and
 * behind the same fence (law 12). There is no session: a stick is late by nature, so nothing that only a session can know is
 * taken from it, and everything else is safe to take twice.
 */
public final class CarriedFrames {

    private static final Logger log = LoggerFactory.getLogger(CarriedFrames.class);

    private final NodeId peer;
    private final EnginePorts ports;
    private final Ends ends;
    private final Clock clock;

    CarriedFrames(NodeId peer, EnginePorts ports, Ends ends, Clock clock) {
        this.peer = peer;
        this.ports = ports;
        this.ends = ends;
        this.clock = clock;
    }

    /** The greeting with which a bundle for this peer begins. */
    public Frame.Hello hello(UUID bundle) {
        NodeIdentity self = ports.ledger().identity();
        return new Frame.Hello(
                bundle,
                null,
                new Frame.Speaker(self.instance(), self.epoch(), self.boot()),
                LinkKeeper.PROTOCOL,
                PayloadType.versions(),
                ports.ledger().inbox().receipt(peer),
                HandBack.written(ports.ledger(), peer),
                clock.instant());
    }

    /**
     * Decides whether this speaker may be heard, and takes its receipt.
     *
     * @param meant the database of this node for which the bundle was written: its receipts speak of no other
     * @param lastCopy a person says that the machine is lost and this is the last that is left of it
     */
    public Greeting greet(Frame.Hello hello, @Nullable UUID meant, boolean lastCopy) {
        // As for a greeting on the line: nothing is stored across it.
        return ends.messageReceiver.alone(() -> greetAlone(hello, meant, lastCopy));
    }

    private Greeting greetAlone(Frame.Hello hello, @Nullable UUID meant, boolean lastCopy) {
        ends.lineLock.lock();
        try {
            Optional<Known> current = ports.ledger().peers().of(peer).stream()
                    .filter(known -> known.standing() == Standing.CURRENT)
                    .findFirst();
            boolean same = current.isPresent()
                    && current.get().instance().equals(hello.self().instance());
            boolean outdated = same && hello.self().epoch() < current.get().epoch();
            if (outdated && !lastCopy) {
                return new Greeting(Standpoint.OUTDATED, "");
            }
            // An old bundle is no sign of an old copy: only what a person vouches for passes by the fence's counting.
            Optional<Fence.Refusal> refusal = outdated ? Optional.empty() : ends.fence.check(hello);
            if (refusal.isPresent()) {
                return new Greeting(
                        Standpoint.FENCED,
                        refusal.get().words() + " " + refusal.get().whatToDo());
            }
            boolean tookOver = current.isPresent() && !same;
            if (tookOver) {
                ends.link.lost();
            }
            if (tookOver || isMeant(meant)) {
                ends.handBack.carried(hello, tookOver);
            }
            if (isMeant(meant)) {
                ends.messageSender.receipted(hello.receipt());
                ends.messageReceiver.greetedByStick(hello);
            }
            return new Greeting(Standpoint.WELCOME, "");
        } finally {
            ends.lineLock.unlock();
        }
    }

    /** A message of this node as it is carried. */
    public Envelope envelope(OutgoingMessage message) {
        return ports.mark().envelope(message, ports.ledger().identity().node());
    }

    /** Whether the peer may be told that this file, for whose receipt it waits, is whole here. */
    public boolean mayReceipt(String sha256) {
        return ends.fileReceiver.mayReceipt(sha256);
    }

    /** Takes a frame; returns once what it carried is committed. A throw means that nothing of it was. */
    public Carried take(Frame frame, @Nullable UUID meant) {
        if (frame instanceof Frame.Messages messages) {
            return messages(messages);
        }
        ends.lineLock.lock();
        try {
            if (frame instanceof Frame.Chunk chunk) {
                return ends.fileReceiver.carried(chunk);
            } else if (frame instanceof Frame.FileReceipted receipted && isMeant(meant)) {
                ends.fileSender.receipted(receipted);
                return Carried.KNOWN;
            } else if (frame instanceof Frame.HandedBack back && isMeant(meant)) {
                if (ends.handBack.handedBack(back) && ends.link.isOpen()) {
                    ends.link.greetAnew();
                }
                return Carried.TAKEN;
            }
            return Carried.IGNORED;
        } finally {
            ends.lineLock.unlock();
        }
    }

    private Carried messages(Frame.Messages messages) {
        long before = held(ports.ledger().inbox().receipt(peer));
        Receipt after = ends.messageReceiver.received(messages);
        ends.lineLock.lock();
        try {
            if (ends.link.isOpen()) {
                ends.link.tryToSend(new Frame.Receipted(after));
                ends.fileReceiver.announced(messages);
            }
        } finally {
            ends.lineLock.unlock();
        }
        return held(after) > before ? Carried.TAKEN : Carried.KNOWN;
    }

    private static long held(Receipt receipt) {
        return receipt.committedThrough() + receipt.beyond().size();
    }

    /** How many messages of the peer are held, to tell how many were new. */
    public long held() {
        return held(ports.ledger().inbox().receipt(peer));
    }

    /** Everything of a part was taken: completes what needs no more chunks, such as empty files. */
    public void settle() {
        ends.lineLock.lock();
        try {
            ends.fileReceiver.settle();
        } finally {
            ends.lineLock.unlock();
        }
    }

    private boolean isMeant(@Nullable UUID meant) {
        return ports.ledger().identity().instance().equals(meant);
    }

    /** What became of a frame. */
    public enum Carried {
        /** Something of it was new. */
        TAKEN,
        /** All of it was here. */
        KNOWN,
        /** A chunk of a file that no message has named yet. */
        EARLY,
        /** A chunk that is not what the file's manifest says. */
        WRONG,
        /** Not for this database, or of a kind that a stick does not carry. */
        IGNORED
    }

    /** Whether the speaker is heard. */
    public enum Standpoint {
        WELCOME,
        /** The same database has spoken since, in a later run. */
        OUTDATED,
        /** A copy, or a machine that was replaced. */
        FENCED
    }

    /** @param words why it is not heard */
    public record Greeting(Standpoint standpoint, String words) {}

    /** What the engine keeps for the peer. */
    record Ends(
            ReentrantLock lineLock,
            LinkKeeper link,
            Fence fence,
            HandBack handBack,
            MessageSender messageSender,
            MessageReceiver messageReceiver,
            FileSender fileSender,
            FileReceiver fileReceiver) {}
}
