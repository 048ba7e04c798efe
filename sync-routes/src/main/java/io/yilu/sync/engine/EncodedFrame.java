package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Lane;

/**
 * A frame with its bytes, as it is given to the line.
 *
 * @param bytes what {@link FrameCodec#decode} reads, together with the kind
 */
public record EncodedFrame(Frame frame, byte[] bytes) {

    /** In the form that every release reads. */
    public static EncodedFrame of(Frame frame) {
        return new EncodedFrame(frame, FrameCodec.encode(frame));
    }

    public Lane lane() {
        return frame.lane();
    }

    /** The name of the frame's kind, which stands beside the bytes. */
    public String kind() {
        return FrameCodec.kind(frame.getClass());
    }
}
