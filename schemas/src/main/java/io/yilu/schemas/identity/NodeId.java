package io.yilu.schemas.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.yilu.schemas.failure.PermanentException;
import java.util.regex.Pattern;

/**
 * A node of the exchange: the nine-digit code of its service site (610924102), or {@link #COUNTY} for the hub.
 *
 * <p>Sites are not administrative divisions; the code stays when divisions merge.
 */
public record NodeId(@JsonValue String value) implements Comparable<NodeId> {

    // Before COUNTY: static fields are set in this order, and the constructor uses it.
    private static final Pattern SHAPE = Pattern.compile("[0-9]{9}");

    /** The county hub: the county's division code padded to a site code. */
    public static final NodeId COUNTY = new NodeId("610924000");

    public NodeId {
        if (!SHAPE.matcher(value).matches()) {
            throw new PermanentException(
                    "YILU-ID-001", "A site code has nine digits.", "Check the configured site code.");
        }
    }

    @JsonCreator
    public static NodeId of(String value) {
        return new NodeId(value);
    }

    public boolean isCounty() {
        return equals(COUNTY);
    }

    @Override
    public int compareTo(NodeId other) {
        return this == other ? 0 : value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
