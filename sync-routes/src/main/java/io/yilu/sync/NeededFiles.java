package io.yilu.sync;

import io.yilu.schemas.exchange.FileRef;
import java.util.Collection;

/**
 * Implemented by a feature: the files without which people here cannot go on with their work. A node that was rebuilt takes
 * no new work before they are on its disk again; all others follow in the background.
 */
public interface NeededFiles {

    /** By the business tables as they are now; a file may be named twice. */
    Collection<FileRef> neededNow();
}
