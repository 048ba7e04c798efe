package io.yilu.sync.routes;

import io.yilu.schemas.failure.PermanentException;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.Spoken;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frame in a message. Its length is asked before its body is taken, and of what is not bytes nothing is made at all: an
 * object would choose the class that is made of it.
 */
final class FrameOfMessage {

    private FrameOfMessage() {}

    /**
     * @throws PermanentException {@code YILU-FRAME-001} if it is no frame, {@code YILU-FRAME-002} if it has no kind, no session or
     *     no body of bytes, {@code YILU-FRAME-003} if it is too long
     */
    static Spoken read(@Nullable Message message) {
        try {
            if (!(message instanceof BytesMessage bytes)) {
                throw refused("YILU-FRAME-002", "A message is not made of bytes.");
            }
            String kind = message.getStringProperty(ExchangeHeader.FRAME.key());
            String session = message.getStringProperty(ExchangeHeader.SESSION.key());
            long length = bytes.getBodyLength();
            if (kind == null || session == null || length == 0) {
                throw refused("YILU-FRAME-002", "A message has no kind, no session or no body.");
            }
            if (length > FrameCodec.MOST_BYTES) {
                throw refused(
                        "YILU-FRAME-003", "A frame has " + length + " bytes, at most " + FrameCodec.MOST_BYTES + ".");
            }
            byte[] body = new byte[Math.toIntExact(length)];
            // It may have been read before, if what came then failed.
            bytes.reset();
            bytes.readBytes(body);
            return new Spoken(UUID.fromString(session), FrameCodec.decode(kind, body));
        } catch (JMSException | IllegalArgumentException unreadable) {
            // Its words may repeat what was sent.
            throw refused(
                    "YILU-FRAME-002",
                    "A message cannot be read: " + unreadable.getClass().getSimpleName() + ".");
        }
    }

    private static PermanentException refused(String code, String why) {
        return new PermanentException(code, why, "It was dropped.");
    }
}
