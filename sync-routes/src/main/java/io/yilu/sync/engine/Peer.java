package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything the engine keeps for one peer: the link, both directions of messages and both directions of files. */
final class Peer {

    private static final Logger log = LoggerFactory.getLogger(Peer.class);

    private static final int MOST_EARLY = 100;

    private final ReentrantLock lineLock = new ReentrantLock();
    private final NodeId node;
    private final EnginePorts ports;
    private final LinkKeeper link;
    private final MessageSender messageSender;
    private final MessageReceiver messageReceiver;
    private final FileSender fileSender;
    private final FileReceiver fileReceiver;
    private final HandBack handBack;
    private final SendingAgain again;
    private final Fence fence;
    private final CarriedFrames carried;
    /** Frames that overtook the answer to this side's hello. */
    private final List<Spoken> early = new ArrayList<>();

    Peer(
            NodeId node,
            EnginePorts ports,
            InboxApplier applier,
            OwnReplay replay,
            ExchangeSettings settings,
            Clock clock) {
        this.node = node;
        this.ports = ports;
        PeerLine line = new PeerLine(
                node,
                ports.carrier(),
                new LineMeter(ports.ticker()),
                ports.ids().get());
        this.fence = new Fence(node, ports.ledger(), ports.refusals());
        this.handBack = new HandBack(node, line, ports, settings, clock);
        this.again = new SendingAgain(node, line, ports);
        this.link = new LinkKeeper(line, ports, applier.readableVersions(), settings, clock);
        Pacer pacer = new Pacer(line.meter(), ports.ticker(), settings.windowBytes());
        this.messageSender = new MessageSender(line, ports, settings, pacer, clock);
        this.fileSender = new FileSender(line, ports, settings, pacer);
        this.fileReceiver = new FileReceiver(node, line, ports, settings, clock);
        this.messageReceiver = new MessageReceiver(node, ports, applier, replay, clock);
        this.carried = new CarriedFrames(
                node,
                ports,
                new CarriedFrames.Ends(
                        lineLock, link, fence, handBack, messageSender, messageReceiver, fileSender, fileReceiver),
                clock);
    }

    /** The peer's clock minus this node's; takes no lock, so that whoever accepts a case never waits for the line. */
    Optional<Duration> clockOffset() {
        return link.clockOffset();
    }

    /** Called a few times a second and after each commit that concerns this peer. */
    void tick() {
        messageReceiver.retryDue();
        lineLock.lock();
        try {
            if (link.tick()) {
                restart();
            }
            pump();
        } finally {
            lineLock.unlock();
        }
    }

    /** A new message for this peer was committed. */
    void wake() {
        lineLock.lock();
        try {
            messageSender.wake();
            pump();
        } finally {
            lineLock.unlock();
        }
    }

    /**
     * Takes a frame that came by this peer's queue. Returning normally means that what it carried is committed, so that the
     * transport may forget it; a throw makes the transport deliver it again.
     */
    void received(Spoken spoken) {
        if (spoken.isGreeting() || spoken.frame() instanceof Frame.Messages) {
            // Nothing is stored across a greeting: what an earlier history said must not come into the ledger once the
            // peer has begun another.
            messageReceiver.alone(() -> {
                hear(spoken);
                return null;
            });
        } else {
            hear(spoken);
        }
    }

    private void hear(Spoken spoken) {
        if (spoken.frame() instanceof Frame.Messages messages) {
            if (isInSession(spoken)) {
                take(messages);
            }
            return;
        }
        onLine(() -> {
            if (spoken.isGreeting() || isInSession(spoken)) {
                receivedOnLine(spoken.frame());
            }
        });
        if (spoken.isGreeting()) {
            early().forEach(this::hear);
        }
    }

    /**
     * Only who was greeted is heard, and only in the session of that greeting: before, neither side knows whether the other, or
     * itself, is a copy or lost its history. On the side that dials, frames may overtake the answer to its hello; they wait for
     * it.
     */
    private boolean isInSession(Spoken spoken) {
        lineLock.lock();
        try {
            if (!link.isOpen() && link.dials() && early.size() < MOST_EARLY) {
                early.add(spoken);
            }
            return link.isOpenWith(spoken.session());
        } finally {
            lineLock.unlock();
        }
    }

    /** What waited for the session, if it is open now. */
    private List<Spoken> early() {
        lineLock.lock();
        try {
            List<Spoken> waited = link.isOpen() ? List.copyOf(early) : List.of();
            if (!waited.isEmpty()) {
                early.clear();
            }
            return waited;
        } finally {
            lineLock.unlock();
        }
    }

    private void take(Frame.Messages messages) {
        Receipt receipt = messageReceiver.received(messages);
        CrashPoint.COMMITTED_NOT_RECEIPTED.reached();
        onLine(() -> {
            link.heard();
            link.tryToSend(new Frame.Receipted(receipt));
            fileReceiver.announced(messages);
        });
        CrashPoint.RECEIPTED_NOT_ACKNOWLEDGED.reached();
    }

    private void receivedOnLine(Frame frame) {
        link.heard();
        if (frame instanceof Frame.Hello hello) {
            greeted(hello);
        } else if (frame instanceof Frame.Refused refused) {
            link.refused(refused);
        } else if (frame instanceof Frame.HandBackWanted wanted) {
            handBack.wanted(wanted);
        } else if (frame instanceof Frame.HandedBack back) {
            if (handBack.handedBack(back)) {
                link.greetAnew();
            }
        } else if (frame instanceof Frame.Heartbeat heartbeat) {
            messageSender.receipted(heartbeat.receipt());
            link.beaten(heartbeat);
        } else if (frame instanceof Frame.Receipted receipted) {
            link.answered();
            messageSender.receipted(receipted.receipt());
        } else if (frame instanceof Frame.MessagesWanted wanted) {
            again.wanted(wanted);
        } else if (frame instanceof Frame.FileWanted wanted) {
            fileSender.wanted(wanted);
        } else if (frame instanceof Frame.FileReceipted receipted) {
            link.answered();
            fileSender.receipted(receipted);
        } else if (frame instanceof Frame.FilesOffered offered) {
            fileReceiver.offered(offered);
        } else if (frame instanceof Frame.Chunk chunk) {
            fileReceiver.received(chunk);
        }
        pumpSafely();
    }

    private void greeted(Frame.Hello hello) {
        if (hello.isAnswer() && !link.isAnswered(hello)) {
            return; // meant for an earlier session of this node, or for a copy of it
        }
        Optional<Fence.Refusal> refusal = fence.check(hello);
        if (refusal.isPresent()) {
            link.refuse(hello, refusal.get());
            return;
        }
        if (link.greeted(hello)) {
            ports.ledger().inTransaction(() -> ports.ledger().peers().saveVersions(node, hello.versions()));
            handBack.greeted(hello);
            messageReceiver.greeted(hello);
            restart();
        }
        messageSender.receipted(hello.receipt());
    }

    /** An administrator lets this instance speak for the peer from now on. */
    void admit(UUID instance) {
        fence.admit(instance);
    }

    /** A person wants messages or a file of this peer again. */
    void requestAgain() {
        onLine(() -> {
            again.wish();
            fileReceiver.restart();
        });
    }

    /** What came is done with; trouble with what goes out must not make the transport deliver it again. */
    private void pumpSafely() {
        try {
            pump();
        } catch (RuntimeException trouble) {
            log.warn("Sending stumbled and is tried again at the next tick: {}", trouble.toString());
        }
    }

    /** The carrier lost its connection to this peer. */
    void lineLost() {
        onLine(link::lost);
    }

    /** The carrier has a connection to this peer again. */
    void lineFound() {
        onLine(link::lineFound);
    }

    /** Where a stick's content goes in and out. */
    CarriedFrames carried() {
        return carried;
    }

    /** Looks at what an earlier run left half done; once, before the first frame. */
    void recover() {
        messageReceiver.recover();
    }

    private void restart() {
        again.wish();
        messageSender.restart();
        fileSender.restart();
        fileReceiver.restart();
    }

    private void pump() {
        if (!link.isOpen()) {
            return;
        }
        handBack.tick();
        again.tick();
        if (!handBack.isFetching()) {
            messageSender.pump();
        }
        fileReceiver.askForMissing();
        fileSender.pump();
        link.setOutstanding(messageSender.isWaiting() || fileSender.isWaiting());
    }

    private void onLine(Runnable work) {
        lineLock.lock();
        try {
            work.run();
        } finally {
            lineLock.unlock();
        }
    }
}
