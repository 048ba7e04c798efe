package io.yilu.sync.engine;

import io.yilu.schemas.failure.PermanentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/** What {@link SmallHeapFramesTest} runs: each frame is refused with its code, and the next honest one is read. */
final class HostileFramesInSmallHeap {

    private HostileFramesInSmallHeap() {}

    public static void main(String[] arguments) throws IOException {
        for (int megabytes : new int[] {1, 2, 15, 64}) {
            for (String nothing : List.of("{},", "[],", "1,", "\"\",", "{\"a\":{}},")) {
                refuse(sown("\"payload\":{", "\"nothing\":[", nothing, megabytes << 20, "0],"));
            }
        }
        refuse(sown("\"chunkHashes\":\"", "", "AAAA", 1 << 20, ""));
        System.err.println("all refused");
    }

    private static void refuse(byte[] packed) {
        try {
            FrameCodec.decode("Messages", packed);
        } catch (PermanentException refused) {
            if (!refused.code().equals("YILU-FRAME-001")) {
                throw refused;
            }
            honest();
            return;
        }
        throw new IllegalStateException("A frame of " + packed.length + " bytes was taken.");
    }

    private static void honest() {
        for (Frame frame : FrameCodecTest.frames()) {
            Frame read = FrameCodec.decode(FrameCodec.kind(frame.getClass()), FrameCodec.encode(frame));
            if (!read.equals(frame)) {
                throw new IllegalStateException("An honest frame was read otherwise.");
            }
        }
    }

    /** An honest frame, packed, into which this much of nothing was sown; here too it is never in the memory as a whole. */
    private static byte[] sown(String behind, String head, String nothing, int length, String tail) throws IOException {
        String honest = honestMessage();
        int at = honest.indexOf(behind) + behind.length();
        byte[] piece = nothing.repeat(1_000).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(new byte[] {1, FramePacking.NEWEST});
        try (OutputStream out = new DeflaterOutputStream(packed)) {
            out.write((honest.substring(0, at) + head).getBytes(StandardCharsets.UTF_8));
            for (int written = 0; written < length; written += piece.length) {
                out.write(piece);
            }
            out.write((tail + honest.substring(at)).getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static String honestMessage() {
        Frame.Messages messages = FrameCodecTest.frames().stream()
                .filter(Frame.Messages.class::isInstance)
                .map(Frame.Messages.class::cast)
                .findFirst()
                .orElseThrow();
        return new String(
                FrameCodec.encode(new Frame.Messages(
                        messages.lane(), List.of(messages.envelopes().get(0)))),
                StandardCharsets.UTF_8);
    }
}
