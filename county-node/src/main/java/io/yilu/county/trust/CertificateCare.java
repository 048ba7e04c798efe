package io.yilu.county.trust;

import io.yilu.county.trust.CertificateDesk.Standing;
import io.yilu.county.trust.CertificateDesk.Worth;
import io.yilu.node.keys.Pem;
import io.yilu.schemas.payload.CertificateIssued;
import io.yilu.sync.Alarms;
import io.yilu.sync.Outbox;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Renews the county's own certificate in its last third and tells the sites; alarms for sites whose renewal did not come. */
@Component
class CertificateCare {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateCare.class);
    private static final String ALARM = "YILU-TRUST-005";
    private static final int LAST_DAYS = 12;

    private final CountyKeys keys;
    private final CertificateDesk desk;
    private final Outbox outbox;
    private final Alarms alarms;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CertificateCare(
            CountyKeys keys,
            CertificateDesk desk,
            Outbox outbox,
            Alarms alarms,
            TransactionTemplate transaction,
            Clock clock) {
        this.keys = keys;
        this.desk = desk;
        this.outbox = outbox;
        this.alarms = alarms;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** From when on the next certificate is due. */
    static Instant renewalOf(X509Certificate certificate) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        return until.minus(Duration.between(from, until).dividedBy(3));
    }

    /** The end of a certificate's time in which people must be told: a month of a year. */
    static Duration lastDaysOf(Duration span) {
        return span.dividedBy(LAST_DAYS);
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
    void look() {
        if (clock.instant().isAfter(renewalOf(keys.certificate()))) {
            renewOwn();
        }
        for (Standing standing : desk.sites()) {
            if (standing.worth() == Worth.ENDING || standing.worth() == Worth.EXPIRED) {
                alarms.raise(
                        ALARM,
                        standing.site(),
                        "The certificate of " + standing.site() + " counts until " + standing.validUntil()
                                + " and was not renewed. Bring its line up, or enrol it again.");
            } else {
                alarms.clear(ALARM, standing.site());
            }
        }
    }

    private void renewOwn() {
        X509Certificate renewed = keys.renew();
        LOG.info(
                "The county's certificate was renewed until {}.",
                renewed.getNotAfter().toInstant());
        CertificateIssued told = new CertificateIssued(null, Pem.of(renewed));
        transaction.executeWithoutResult(status -> desk.sites().stream()
                .filter(standing -> standing.worth() == Worth.VALID || standing.worth() == Worth.ENDING)
                .forEach(standing -> outbox.append(standing.site(), CertificateDesk.SUBJECT, told)));
    }
}
