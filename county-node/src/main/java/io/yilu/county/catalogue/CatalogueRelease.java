package io.yilu.county.catalogue;

import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.Site;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CatalogueReleased;
import io.yilu.sync.FileStore;
import io.yilu.sync.Outbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends the active catalogue once to every site that has not been sent it yet. */
@Component
class CatalogueRelease {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogueRelease.class);
    private static final String SUBJECT = "catalogue";
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final Catalogues catalogues;
    private final FileStore files;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CatalogueRelease(
            Catalogues catalogues,
            FileStore files,
            Outbox outbox,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.catalogues = catalogues;
        this.files = files;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void releaseToSitesWithoutIt() {
        Catalogue active = catalogues.active();
        List<NodeId> sites = active.sites().stream()
                .map(Site::code)
                .filter(site -> !isReleased(site, active.version()))
                .toList();
        if (sites.isEmpty()) {
            return;
        }
        FileRef file = store(active);
        sites.forEach(site -> transaction.executeWithoutResult(status -> release(site, active.version(), file)));
        LOG.info("Catalogue {} goes to {} sites.", active.version(), sites.size());
    }

    private void release(NodeId site, String version, FileRef file) {
        Instant now = clock.instant();
        jdbc.sql(
                        "INSERT INTO catalogue_release (site, version, sha256, released_at) VALUES (:site, :version, :sha256, :now)")
                .param("site", site.value())
                .param("version", version)
                .param("sha256", file.sha256())
                .param("now", now)
                .update();
        outbox.append(site, SUBJECT, new CatalogueReleased(version, now, file));
    }

    private boolean isReleased(NodeId site, String version) {
        return jdbc.sql("SELECT COUNT(*) FROM catalogue_release WHERE site = :site AND version = :version")
                        .param("site", site.value())
                        .param("version", version)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private FileRef store(Catalogue catalogue) {
        try {
            return files.store(
                    new ByteArrayInputStream(catalogue.toJson()),
                    "application/json",
                    "catalogue-" + catalogue.version() + ".json",
                    MAX_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("The catalogue cannot be written to the file store.", e);
        }
    }
}
