package io.yilu.schemas.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a message comes from: what its writer knew, what made it write, and what it had written before. It lets a node that
 * lost its disk be rebuilt from what its peer holds, in the order in which everything happened.
 *
 * @param after how many messages about the same subject the writer had applied from the destination when it wrote this one
 * @param cause the message whose application wrote this one, or null if a person did
 * @param chain hash chain of the stream up to and including this message: SHA-256 over the chain before it and its digest
 * @param mark by which the county knows its own words again; kept and handed back as it is, empty in what a town writes
 */
public record Lineage(
        long after,
        @Nullable MessageId cause,
        String chain,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String mark) {

    /** The chain before the first message of a stream. */
    public static final String GENESIS = "0".repeat(64);

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern MARK = Pattern.compile("[A-Za-z0-9_-]{0,64}");

    public Lineage {
        mark = Objects.requireNonNullElse(mark, "");
        if (after < 0
                || !SHA_256.matcher(chain).matches()
                || !MARK.matcher(mark).matches()) {
            throw new IllegalArgumentException("Not a lineage: count, chain or mark is impossible.");
        }
    }

    public Lineage(long after, @Nullable MessageId cause, String chain) {
        this(after, cause, chain, "");
    }

    public Lineage marked(String other) {
        return new Lineage(after, cause, chain, other);
    }
}
