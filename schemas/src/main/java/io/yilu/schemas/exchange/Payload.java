package io.yilu.schemas.exchange;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/** The business content of a message; every kind is registered in {@link io.yilu.schemas.payload.PayloadType}. */
public interface Payload {

    /** The files that travel with this payload, for the receiver to ask for. */
    @JsonIgnore
    default List<FileRef> files() {
        return List.of();
    }
}
