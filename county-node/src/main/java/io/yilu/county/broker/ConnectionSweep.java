package io.yilu.county.broker;

import io.yilu.county.trust.CertificatesEnded;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;

/** Ends connections whose certificates stopped counting: at once when the county ended them, within a minute when they expire. */
class ConnectionSweep {

    private final CountyBroker broker;

    ConnectionSweep(CountyBroker broker) {
        this.broker = broker;
    }

    @EventListener
    void ended(CertificatesEnded event) {
        broker.closeUnwelcome();
    }

    @Scheduled(fixedDelayString = "PT1M")
    void expired() {
        broker.closeUnwelcome();
    }
}
