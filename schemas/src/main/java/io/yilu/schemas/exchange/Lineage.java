package io.yilu.schemas.exchange;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a message comes from: what its writer knew, what made it write, and what it had written before. It lets a node that
 * lost its disk be rebuilt from what its peer holds, in the order in which everything happened.
 *
 * @param after how many messages about the same subject the writer had applied from the destination when it wrote this one
 * @param cause the message whose application wrote this one, or null if a person did
 * @param chain hash chain of the stream up to and including this message: SHA-256 over the chain before it and its digest
 */
public record Lineage(long after, @Nullable MessageId cause, String chain) {

    /** The chain before the first message of a stream. */
    public static final String GENESIS = "0".repeat(64);

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public Lineage {
        if (after < 0 || !SHA_256.matcher(chain).matches()) {
            throw new IllegalArgumentException("Not a lineage: count or chain is impossible.");
        }
    }
}
