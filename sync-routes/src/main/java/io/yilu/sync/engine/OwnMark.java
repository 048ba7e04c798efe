package io.yilu.sync.engine;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.identity.NodeId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * By which the county knows its own messages again when it lost its history and a town hands them back: no town can put words
 * into its mouth (law 8). The hash chain cannot tell, since whoever writes messages can chain them as well. Towns need none and
 * spend no bytes on it: they believe their county, whose certificate they know, since a new machine has nothing else.
 */
public final class OwnMark {

    /** 128 bits, as many as GCM's tag has: each message carries them. */
    private static final int BYTES = 16;

    private final UnaryOperator<byte[]> code;

    /** @param code message authentication code under a key that no other node has, at least 16 bytes long */
    public OwnMark(UnaryOperator<byte[]> code) {
        this.code = code;
    }

    /** HMAC-SHA-256 under this key. */
    public static OwnMark under(byte[] key) {
        return new OwnMark(text -> {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                return mac.doFinal(text);
            } catch (GeneralSecurityException absent) {
                throw new IllegalStateException("HmacSHA256 is not available", absent);
            }
        });
    }

    /** The message as it crosses the link. */
    Envelope envelope(OutgoingMessage message, NodeId self) {
        Envelope envelope = message.from(self);
        if (!self.isCounty()) {
            return envelope;
        }
        return envelope.marked(of(StreamChain.digest(envelope, message.payload())));
    }

    /** Whether the county that {@code self} may be wrote this, word for word and at this place of the stream. */
    boolean isOwn(Envelope envelope, NodeId self) {
        if (!self.isCounty()) {
            return true;
        }
        byte[] expected = of(StreamChain.digest(envelope)).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, envelope.lineage().mark().getBytes(StandardCharsets.US_ASCII));
    }

    /** One of so many things, always the same for this purpose, that nobody but this node can foretell. */
    int choice(String purpose, int many) {
        byte[] whole = code.apply(purpose.getBytes(StandardCharsets.US_ASCII));
        return Math.floorMod(ByteBuffer.wrap(whole).getInt(), many);
    }

    private String of(String digest) {
        byte[] whole = code.apply(digest.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, BYTES));
    }
}
