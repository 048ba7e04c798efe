package io.yilu.township.catalogue;

import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.CatalogueLoader;
import io.yilu.sync.ExchangeEvent;
import io.yilu.sync.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The catalogue versions that this node knows: the shipped one, and every released one whose file has arrived. The one
 * in force is the newest whose time has come.
 */
@Service
public class Catalogues {

    private static final Logger LOG = LoggerFactory.getLogger(Catalogues.class);

    private final CatalogueReleases releases;
    private final FileStore files;
    private final Clock clock;
    private final Map<String, Catalogue> known = new ConcurrentHashMap<>();
    private final Map<String, String> unreadable = new ConcurrentHashMap<>();
    private final Catalogue shipped;
    private volatile ActiveCatalogue active;

    Catalogues(CatalogueReleases releases, FileStore files, Clock clock) {
        this.releases = releases;
        this.files = files;
        this.clock = clock;
        this.shipped = CatalogueLoader.loadShipped();
        this.known.put(shipped.version(), shipped);
        this.active = new ActiveCatalogue(shipped);
        refresh();
    }

    /** The version in force now. */
    public ActiveCatalogue active() {
        return active;
    }

    /** The version that a case pins, or the one in force if this node no longer has that one. */
    public Catalogue version(String version) {
        return find(version).orElseGet(() -> active.catalogue());
    }

    /** The version, if it and its file are here. */
    public Optional<Catalogue> find(String version) {
        return Optional.ofNullable(known.get(version))
                .or(() -> releases.find(version).flatMap(this::load));
    }

    /**
     * Takes up a version whose time has come; also the way in which a missed event is made good. One at a time: what was read
     * first must not come into force last.
     */
    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
    final synchronized void refresh() {
        Catalogue newest = releases.effectiveBy(clock.instant()).stream()
                .map(this::load)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(shipped);
        if (!newest.version().equals(active.catalogue().version())) {
            active = new ActiveCatalogue(newest);
            LOG.info("Catalogue {} is in force", newest.version());
        }
    }

    @EventListener
    void fileMoved(ExchangeEvent.FileMoved event) {
        if (event.complete() && releases.isCatalogue(event.sha256())) {
            refresh();
        }
    }

    @TransactionalEventListener
    void released(CatalogueRelease release) {
        refresh();
    }

    private Optional<Catalogue> load(CatalogueRelease release) {
        Catalogue loaded = known.get(release.version());
        if (loaded != null) {
            return Optional.of(loaded);
        }
        if (unreadable.containsKey(release.version())) {
            return Optional.empty();
        }
        try (InputStream content = files.open(release.sha256()).orElse(null)) {
            if (content == null) {
                return Optional.empty();
            }
            Catalogue catalogue = Catalogue.fromJson(content.readAllBytes());
            known.put(release.version(), catalogue);
            return Optional.of(catalogue);
        } catch (IOException | RuntimeException broken) {
            // The version in force stays; a broken release must not take the window down.
            unreadable.put(release.version(), release.sha256());
            LOG.error(
                    "YILU-CATALOGUE-101: catalogue {} cannot be read; {} stays in force",
                    release.version(),
                    active.catalogue().version(),
                    broken);
            return Optional.empty();
        }
    }
}
