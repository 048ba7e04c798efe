package io.yilu.township.enrolment;

import io.yilu.node.keys.CertificateRequest;
import io.yilu.node.keys.KeyRing;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CertificateRequested;
import io.yilu.sync.Alarms;
import io.yilu.sync.Outbox;
import io.yilu.township.site.ThisSite;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks for the next certificate in the last third of the present one's time, and alarms when none came near its end. */
@Component
class CertificateCare {

    private static final Logger log = LoggerFactory.getLogger(CertificateCare.class);
    private static final String SUBJECT = "certificate";
    private static final String ALARM = "YILU-TRUST-005";
    private static final int LAST_DAYS = 12;

    private final ThisSite site;
    private final TownshipKeys keys;
    private final Outbox outbox;
    private final Alarms alarms;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private Instant askedAt = Instant.EPOCH;

    CertificateCare(
            ThisSite site,
            TownshipKeys keys,
            Outbox outbox,
            Alarms alarms,
            TransactionTemplate transaction,
            Clock clock) {
        this.site = site;
        this.keys = keys;
        this.outbox = outbox;
        this.alarms = alarms;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT1M")
    void look() {
        keys.ring().ifPresent(this::careFor);
    }

    private void careFor(KeyRing ring) {
        Instant now = clock.instant();
        Instant until = ring.own().getNotAfter().toInstant();
        Duration span = Duration.between(ring.own().getNotBefore().toInstant(), until);
        Duration lastDays = span.dividedBy(LAST_DAYS);
        boolean askedLately =
                !now.isBefore(askedAt) && now.isBefore(askedAt.plus(shorter(lastDays, Duration.ofDays(1))));
        if (now.isAfter(until.minus(span.dividedBy(3))) && !askedLately) {
            ask(ring);
            askedAt = now;
        }
        if (now.isAfter(until.minus(lastDays))) {
            alarms.raise(
                    ALARM,
                    null,
                    "This site's certificate counts until " + until
                            + " and was not renewed. Bring the line up, or enrol again.");
        } else {
            alarms.clear(ALARM, null);
        }
    }

    /** For the same key: what was wrapped to it stays readable. */
    private void ask(KeyRing ring) {
        String request = CertificateRequest.of(site.id(), new KeyPair(ring.own().getPublicKey(), ring.key()));
        transaction.executeWithoutResult(
                status -> outbox.append(NodeId.COUNTY, SUBJECT, new CertificateRequested(request)));
        log.info("The next certificate was asked for.");
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
