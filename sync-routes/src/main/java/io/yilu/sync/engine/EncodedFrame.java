package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Lane;
import java.util.UUID;

/**
 * What was said with its bytes, as it is given to the line.
 *
 * @param bytes what {@link FrameCodec#decode} reads, together with the kind
 */
public record EncodedFrame(Spoken spoken, byte[] bytes) {

    /** In the form that every release reads. */
    public static EncodedFrame of(Spoken spoken) {
        return new EncodedFrame(spoken, FrameCodec.encode(spoken.frame()));
    }

    /**
     * Packed where that pays. Chunks are pictures mostly and gain nothing; a greeting must be readable before anything is agreed.
     *
     * @param dictionary one that the reader said it knows, see {@link FramePacking}
     */
    static EncodedFrame packed(Spoken spoken, int dictionary) {
        byte[] body = FrameCodec.encode(spoken.frame());
        boolean asItIs = spoken.frame() instanceof Frame.Chunk || spoken.isGreeting();
        return new EncodedFrame(spoken, asItIs ? body : FramePacking.pack(body, dictionary));
    }

    public Frame frame() {
        return spoken.frame();
    }

    public UUID session() {
        return spoken.session();
    }

    public Lane lane() {
        return frame().lane();
    }

    /** The name of the frame's kind, which stands beside the bytes. */
    public String kind() {
        return FrameCodec.kind(frame().getClass());
    }
}
