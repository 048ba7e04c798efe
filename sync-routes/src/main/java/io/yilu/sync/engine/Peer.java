package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything the engine keeps for one peer: the link, both directions of messages and both directions of files. */
final class Peer {

    private static final Logger log = LoggerFactory.getLogger(Peer.class);

    private final ReentrantLock lineLock = new ReentrantLock();
    private final LinkKeeper link;
    private final MessageSender messageSender;
    private final MessageReceiver messageReceiver;
    private final FileSender fileSender;
    private final FileReceiver fileReceiver;

    Peer(NodeId node, EnginePorts ports, InboxApplier applier, ExchangeSettings settings, Clock clock) {
        PeerLine line = new PeerLine(node, ports.carrier());
        this.link = new LinkKeeper(node, line, ports, settings, clock);
        this.messageSender = new MessageSender(node, line, ports, settings, clock);
        this.fileSender = new FileSender(node, line, ports, settings, clock);
        this.fileReceiver = new FileReceiver(node, line, ports, settings, clock);
        this.messageReceiver = new MessageReceiver(node, ports, applier, clock);
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
    void received(Frame frame) {
        if (frame instanceof Frame.Messages messages) {
            Receipt receipt = messageReceiver.received(messages);
            CrashPoint.COMMITTED_NOT_RECEIPTED.reached();
            onLine(() -> {
                link.heard();
                link.tryToSend(new Frame.Receipted(receipt));
                fileReceiver.announced(messages);
            });
            CrashPoint.RECEIPTED_NOT_ACKNOWLEDGED.reached();
        } else {
            onLine(() -> receivedOnLine(frame));
        }
    }

    private void receivedOnLine(Frame frame) {
        link.heard();
        if (frame instanceof Frame.Hello hello) {
            if (link.greeted(hello)) {
                restart();
            }
            messageSender.receipted(hello.receipt());
        } else if (frame instanceof Frame.Heartbeat heartbeat) {
            messageSender.receipted(heartbeat.receipt());
            link.beaten(heartbeat);
        } else if (frame instanceof Frame.Receipted receipted) {
            messageSender.receipted(receipted.receipt());
        } else if (frame instanceof Frame.FileWanted wanted) {
            fileSender.wanted(wanted);
        } else if (frame instanceof Frame.FileReceipted receipted) {
            fileSender.receipted(receipted);
        } else if (frame instanceof Frame.FilesOffered offered) {
            fileReceiver.offered(offered);
        } else if (frame instanceof Frame.Chunk chunk) {
            fileReceiver.received(chunk);
        }
        pumpSafely();
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

    /** Looks at what an earlier run left half done; once, before the first frame. */
    void recover() {
        messageReceiver.recover();
    }

    private void restart() {
        messageSender.restart();
        fileSender.restart();
        fileReceiver.restart();
    }

    private void pump() {
        if (!link.isOpen()) {
            return;
        }
        messageSender.pump();
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
