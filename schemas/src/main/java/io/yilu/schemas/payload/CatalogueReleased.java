package io.yilu.schemas.payload;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.Payload;
import java.time.Instant;
import java.util.List;

/**
 * A catalogue version (权力清单) for the townships; the file holds the whole of it as JSON.
 *
 * @param effectiveAt when both sides switch; cases accepted before keep the version they pin
 */
public record CatalogueReleased(String version, Instant effectiveAt, FileRef file) implements Payload {

    @Override
    public List<FileRef> files() {
        return List.of(file);
    }
}
