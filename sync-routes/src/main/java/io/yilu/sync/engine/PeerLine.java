package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import java.util.Map;
import java.util.UUID;

/** The carrier as seen for one peer, with this side's session, what was learned about the line and what the peer can read. */
final class PeerLine {

    private final NodeId peer;
    private final Carrier carrier;
    private final LineMeter meter;
    private volatile UUID session;
    private volatile int dictionary = FramePacking.PLAIN;

    PeerLine(NodeId peer, Carrier carrier, LineMeter meter, UUID session) {
        this.peer = peer;
        this.carrier = carrier;
        this.meter = meter;
        this.session = session;
    }

    NodeId peer() {
        return peer;
    }

    LineMeter meter() {
        return meter;
    }

    /** This side's session: whatever is said belongs to it. */
    UUID session() {
        return session;
    }

    void begin(UUID newSession) {
        session = newSession;
    }

    /** The peer said what it can read: frames are packed for it, or not. */
    void understands(Map<String, Integer> versions) {
        dictionary = FramePacking.commonWith(versions.getOrDefault(FramePacking.LABEL, FramePacking.PLAIN));
    }

    /** Sends, and tells whether the line took it. What it did not take stays in the ledger. */
    boolean offer(Frame frame) {
        return put(frame) > 0;
    }

    /** Sends, and tells how many bytes the line took: 0 if it takes nothing. */
    int put(Frame frame) {
        try {
            EncodedFrame encoded = EncodedFrame.packed(new Spoken(session, fitting(frame)), dictionary);
            carrier.send(peer, encoded);
            return encoded.bytes().length;
        } catch (CarrierException lineDown) {
            return 0;
        }
    }

    /** Manifests may make a history longer than a frame may be; what is left out is asked for next. */
    private static Frame fitting(Frame frame) {
        if (frame instanceof Frame.HandedBack back
                && back.envelopes().size() > 1
                && FrameCodec.encode(back).length > FrameCodec.MOST_BYTES) {
            int half = back.envelopes().size() / 2;
            return fitting(new Frame.HandedBack(back.after(), back.envelopes().subList(0, half), false));
        }
        return frame;
    }

    void hangUp() {
        carrier.hangUp(peer);
    }

    void redial() {
        carrier.redial(peer);
    }
}
