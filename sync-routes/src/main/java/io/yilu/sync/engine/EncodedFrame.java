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

    /**
     * Packed where that pays. Chunks are pictures mostly and gain nothing; a greeting must be readable before anything is agreed.
     *
     * @param dictionary one that the reader said it knows, see {@link FramePacking}
     */
    static EncodedFrame packed(Frame frame, int dictionary) {
        byte[] body = FrameCodec.encode(frame);
        boolean asItIs = frame instanceof Frame.Chunk || frame instanceof Frame.Hello || frame instanceof Frame.Refused;
        return new EncodedFrame(frame, asItIs ? body : FramePacking.pack(body, dictionary));
    }

    public Lane lane() {
        return frame.lane();
    }

    /** The name of the frame's kind, which stands beside the bytes. */
    public String kind() {
        return FrameCodec.kind(frame.getClass());
    }
}
