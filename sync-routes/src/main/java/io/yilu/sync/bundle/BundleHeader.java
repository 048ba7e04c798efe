package io.yilu.sync.bundle;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundlePurpose;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands readable at the beginning of each part of a bundle: from whom to whom, and how it is sealed. No personal data.
 *
 * @param bundle of which this is a part
 * @param part from 1
 * @param receiverInstance the receiver's database as the sender last knew it: receipts speak of that one only
 * @param createdAt the sender's clock
 * @param purpose why it was written
 * @param certificate the sender's, of the key that signed it
 * @param receiverKey fingerprint of the key for which it is sealed
 * @param sealedKey this part's content key, which only the receiver can open
 */
record BundleHeader(
        UUID bundle,
        int part,
        NodeId sender,
        NodeId receiver,
        @Nullable UUID receiverInstance,
        Instant createdAt,
        BundlePurpose purpose,
        byte[] certificate,
        String receiverKey,
        byte[] sealedKey) {

    static final String SUFFIX = ".yilu";
    static final int MOST_BYTES = 16 * 1024;
    static final int MOST_PARTS = 99_999;

    private static final Instant FIRST_DAY = Instant.parse("1000-01-01T00:00:00Z");
    private static final Instant LAST_DAY = Instant.parse("9999-12-31T00:00:00Z");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(10)
                            .maxStringLength(MOST_BYTES)
                            .maxNumberLength(20)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    BundleHeader {
        Objects.requireNonNull(bundle);
        Objects.requireNonNull(sender);
        Objects.requireNonNull(receiver);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(certificate);
        Objects.requireNonNull(receiverKey);
        Objects.requireNonNull(sealedKey);
        if (part < 1 || part > MOST_PARTS) {
            throw new IllegalArgumentException("part");
        }
        // What a database can keep; any date in it is believed and none is refused (law 9).
        if (createdAt.isBefore(FIRST_DAY) || !createdAt.isBefore(LAST_DAY)) {
            throw new IllegalArgumentException("createdAt");
        }
    }

    byte[] bytes() {
        return JSON.writeValueAsBytes(this);
    }

    static BundleHeader of(byte[] bytes) {
        return read(bytes, BundleHeader.class);
    }

    String fileName() {
        return fileName(sender, receiver, bundle, part);
    }

    /** The name of a part's file, for people; whoever reads it goes by the header. */
    static String fileName(NodeId sender, NodeId receiver, UUID bundle, int part) {
        return "yilu-%s-%s-%s-%03d%s"
                .formatted(sender, receiver, bundle.toString().substring(0, 8), part, SUFFIX);
    }

    static byte[] bytesOf(PartEnd end) {
        return JSON.writeValueAsBytes(end);
    }

    static PartEnd endOf(byte[] bytes) {
        return read(bytes, PartEnd.class);
    }

    private static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return Objects.requireNonNull(JSON.readValue(bytes, type));
        } catch (JacksonException | IllegalArgumentException | NullPointerException unreadable) {
            // The place and no more: what stands there may be anything.
            throw BundleRefused.noBundle(unreadable.getClass().getSimpleName());
        }
    }

    /**
     * What a part ends with.
     *
     * @param last whether no part follows
     */
    record PartEnd(boolean last, long messages, long chunks) {}
}
