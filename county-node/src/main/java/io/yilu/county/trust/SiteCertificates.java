package io.yilu.county.trust;

import io.yilu.schemas.enrolment.CertificateCheck;
import io.yilu.schemas.enrolment.CertificateRefused;
import io.yilu.schemas.enrolment.CertificateRefused.Reason;
import io.yilu.schemas.identity.NodeId;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Says which site a certificate speaks for at this moment. Asked at every handshake and for every message that a site sends,
 * so it answers from memory.
 *
 * <p>A certificate that the authority issued and the table does not know is taken and entered: the county was restored from a
 * backup that is older. What was issued before the site's last revocation or enrolment is not.
 */
@Component
class SiteCertificates implements SiteCheck {

    /** Far more than 21 sites have; only a flood of renewals would reach it. */
    private static final int MOST_REMEMBERED = 1000;

    private final Authority authority;
    private final CertificateBook book;
    private final ExpiryWatch expiry;
    private final CertificateFloors floorBook;
    private final Clock clock;
    private final Map<X509Certificate, NodeId> genuine = new ConcurrentHashMap<>();
    private final Queue<X509Certificate> unknown = new ConcurrentLinkedQueue<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile Set<String> ended;
    private volatile Map<NodeId, Instant> floors;

    SiteCertificates(
            Authority authority, CertificateBook book, CertificateFloors floorBook, ExpiryWatch expiry, Clock clock) {
        this.authority = authority;
        this.book = book;
        this.floorBook = floorBook;
        this.expiry = expiry;
        this.clock = clock;
        this.ended = book.serials(false);
        this.floors = floorBook.all();
        this.known.addAll(book.serials(true));
    }

    @Override
    public NodeId siteOf(X509Certificate certificate) throws CertificateRefused {
        NodeId site = genuine.get(certificate);
        if (site == null || clock.instant().isAfter(certificate.getNotAfter().toInstant())) {
            site = check(certificate);
        }
        String serial = CertificateBook.serialOf(certificate);
        if (ended.contains(serial)) {
            throw new CertificateRefused(Reason.REVOKED, site + ", serial " + serial);
        }
        Instant floor = floors.get(site);
        if (floor != null && Authority.issuedAt(certificate).isBefore(floor)) {
            throw new CertificateRefused(Reason.REVOKED, site + ", serial " + serial + ", issued before " + floor);
        }
        if (known.add(serial)) {
            unknown.add(certificate);
        }
        return site;
    }

    /** The certificate's own while this node's clock is not to be believed: key, authority and name hold whatever the date. */
    private Instant dateFor(X509Certificate certificate) {
        return expiry.isClockToBlame() ? certificate.getNotBefore().toInstant() : clock.instant();
    }

    private NodeId check(X509Certificate certificate) throws CertificateRefused {
        NodeId site = CertificateCheck.nodeOf(certificate, authority.certificate(), dateFor(certificate));
        if (site.isCounty()) {
            throw new CertificateRefused(Reason.WRONG_USE, "the county's own certificate dials the county");
        }
        if (genuine.size() >= MOST_REMEMBERED) {
            genuine.clear();
        }
        genuine.put(certificate, site);
        return site;
    }

    /** Reads again which certificates were ended. */
    void reload() {
        ended = book.serials(false);
        floors = floorBook.all();
    }

    @Scheduled(fixedDelayString = "PT10S")
    void enterUnknown() {
        for (X509Certificate next = unknown.peek(); next != null; next = unknown.peek()) {
            NodeId site = genuine.get(next);
            if (site != null) {
                book.enter(site, next, clock.instant());
            }
            // Only now: while the database is away it waits for the next look.
            unknown.remove(next);
        }
    }
}
