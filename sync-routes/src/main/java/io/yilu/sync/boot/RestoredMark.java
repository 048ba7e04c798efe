package io.yilu.sync.boot;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.ledger.JdbcLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code RESTORED} in the data directory: whoever puts a backup back leaves it there, and at its next start the
 * node takes a new instance and asks its peers for what it has lost since.
 */
record RestoredMark(Path file) {

    private static final Logger log = LoggerFactory.getLogger(RestoredMark.class);

    static RestoredMark in(Path dataDirectory) {
        return new RestoredMark(dataDirectory.resolve("RESTORED"));
    }

    /** Declares the restore to the ledger; the file goes once that is committed. */
    void apply(JdbcLedger ledger, Collection<NodeId> peers) {
        if (!Files.exists(file)) {
            return;
        }
        ledger.restored(peers);
        log.warn(
                "This node was restored. It is now instance {} and gets its history back from its peers",
                ledger.identity().instance());
        try {
            Files.delete(file);
        } catch (IOException stuck) {
            throw new UncheckedIOException(
                    "YILU-RECOVERY-003: " + file + " cannot be deleted; delete it by hand.", stuck);
        }
    }
}
