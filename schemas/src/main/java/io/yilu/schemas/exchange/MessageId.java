package io.yilu.schemas.exchange;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies one message for ever; the receiver's inbox is keyed by it. */
public record MessageId(@JsonValue UUID value) {

    @JsonCreator
    public static MessageId of(String value) {
        return new MessageId(UUID.fromString(value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
