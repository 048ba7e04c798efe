package io.yilu.township.catalogue;

import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.payload.CatalogueReleased;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The county released a catalogue: it comes into force here once its file has arrived and its time has come. */
@Component
class CatalogueReleasedHandler implements InboxHandler<CatalogueReleased> {

    private final CatalogueReleases releases;
    private final ApplicationEventPublisher events;

    CatalogueReleasedHandler(CatalogueReleases releases, ApplicationEventPublisher events) {
        this.releases = releases;
        this.events = events;
    }

    @Override
    public Class<CatalogueReleased> payloadClass() {
        return CatalogueReleased.class;
    }

    @Override
    public void handle(InboxMessage<CatalogueReleased> message) {
        CatalogueReleased released = message.payload();
        if (!message.origin().isCounty()) {
            throw refused(message, "comes from " + message.origin() + ", but only the county releases catalogues");
        }
        Optional<CatalogueRelease> known = releases.find(released.version());
        if (known.isPresent()) {
            if (!known.get().sha256().equals(released.file().sha256())) {
                throw refused(message, "has other content than version " + released.version() + " that is here");
            }
            return;
        }
        CatalogueRelease release = new CatalogueRelease(
                released.version(),
                released.effectiveAt(),
                released.file().sha256(),
                released.file().size(),
                message.receivedAt());
        releases.insert(release);
        events.publishEvent(release);
    }

    private static PermanentException refused(InboxMessage<CatalogueReleased> message, String why) {
        return new PermanentException(
                "YILU-CATALOGUE-102",
                "The catalogue of message " + message.id() + " " + why + ".",
                "Versions are immutable: release it under a new version, and discard this message.",
                Map.of("message", message.id().toString()));
    }
}
