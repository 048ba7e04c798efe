package io.yilu.sync.routes;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.EncodedFrame;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.Receipt;
import io.yilu.sync.engine.Spoken;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each peer was last told of its stream. A heartbeat repeats the receipt, which heals a lost one within a second; while a
 * trial loses or delays receipts, heartbeats therefore say no more than what has passed.
 */
final class PassedReceipts {

    private final Map<NodeId, Passed> last = new ConcurrentHashMap<>();

    private record Passed(UUID session, Receipt receipt) {}

    /** The frame passes. */
    void note(NodeId peer, EncodedFrame frame) {
        if (frame.frame() instanceof Frame.Hello hello) {
            last.put(peer, new Passed(hello.session(), hello.receipt()));
        } else if (frame.frame() instanceof Frame.Receipted receipted) {
            last.put(peer, new Passed(frame.session(), receipted.receipt()));
        } else if (frame.frame() instanceof Frame.Heartbeat beat) {
            last.put(peer, new Passed(frame.session(), beat.receipt()));
        }
    }

    /** The heartbeat with the last receipt that has passed in its session; itself if none has. */
    EncodedFrame withoutNews(NodeId peer, EncodedFrame frame, Frame.Heartbeat beat) {
        Passed passed = last.get(peer);
        if (passed == null || !passed.session().equals(frame.session())) {
            return frame;
        }
        Frame.Heartbeat old = new Frame.Heartbeat(
                beat.number(), beat.echoOf(), beat.nextWithinMillis(), beat.waiting(), passed.receipt(), beat.clock());
        return EncodedFrame.of(new Spoken(frame.session(), old));
    }
}
