package io.yilu.county.trust;

import io.yilu.county.catalogue.Catalogues;
import io.yilu.county.trust.CertificateBook.Entry;
import io.yilu.county.trust.CertificateBook.State;
import io.yilu.county.trust.EnrolmentCodes.Open;
import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.node.keys.CertificateRequest;
import io.yilu.node.keys.Pem;
import io.yilu.schemas.catalogue.Site;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CertificateIssued;
import io.yilu.sync.Outbox;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks after certificates that were given: where each site stands, the next one in time, the end of one that was lost. */
@Service
public class CertificateDesk {

    static final String SUBJECT = "certificate";

    private static final Logger LOG = LoggerFactory.getLogger(CertificateDesk.class);

    private final CertificateBook book;
    private final CertificateFloors floors;
    private final EnrolmentCodes codes;
    private final SiteCertificates certificates;
    private final Authority authority;
    private final CountyKeys keys;
    private final TrustProperties properties;
    private final Catalogues catalogues;
    private final Outbox outbox;
    private final AuditLog auditLog;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CertificateDesk(
            CertificateBook book,
            CertificateFloors floors,
            EnrolmentCodes codes,
            SiteCertificates certificates,
            Authority authority,
            CountyKeys keys,
            TrustProperties properties,
            Catalogues catalogues,
            Outbox outbox,
            AuditLog auditLog,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.book = book;
        this.floors = floors;
        this.codes = codes;
        this.certificates = certificates;
        this.authority = authority;
        this.keys = keys;
        this.properties = properties;
        this.catalogues = catalogues;
        this.outbox = outbox;
        this.auditLog = auditLog;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What a site's certificate is worth now. */
    public enum Worth {
        /** It has never had one. */
        NONE,
        VALID,
        /** Its last days have begun and no new one came. */
        ENDING,
        EXPIRED,
        REVOKED
    }

    /**
     * One site.
     *
     * @param validUntil of its newest certificate, null if it never had one
     * @param endedAt when that was revoked, with {@code reason}
     * @param codeUntil until when an unused code of it counts, null if there is none
     */
    public record Standing(
            NodeId site,
            String name,
            Worth worth,
            @Nullable Instant validUntil,
            @Nullable Instant endedAt,
            @Nullable String reason,
            @Nullable Instant codeUntil) {}

    /** Every site, by code. */
    public List<Standing> sites() {
        Map<NodeId, Entry> newest = book.newest().stream().collect(Collectors.toMap(Entry::site, Function.identity()));
        Map<NodeId, Instant> open = codes.open(clock.instant()).stream()
                .collect(Collectors.toMap(Open::site, Open::expiresAt, (first, second) -> second));
        return catalogues.sites().stream()
                .map(Site::code)
                .sorted()
                .map(site -> standing(site, newest.get(site), open.get(site)))
                .toList();
    }

    private Standing standing(NodeId site, @Nullable Entry entry, @Nullable Instant codeUntil) {
        String name = catalogues.siteName(site);
        return entry == null
                ? new Standing(site, name, Worth.NONE, null, null, null, codeUntil)
                : new Standing(site, name, worth(entry), entry.notAfter(), entry.endedAt(), entry.reason(), codeUntil);
    }

    private Worth worth(Entry entry) {
        Instant now = clock.instant();
        if (entry.state() != State.VALID) {
            return Worth.REVOKED;
        }
        if (now.isAfter(entry.notAfter())) {
            return Worth.EXPIRED;
        }
        Duration span = Duration.between(entry.issuedAt(), entry.notAfter());
        return now.isAfter(entry.notAfter().minus(CertificateCare.lastDaysOf(span))) ? Worth.ENDING : Worth.VALID;
    }

    /**
     * Ends every certificate of a site at once, also those that nobody here remembers: the machine was stolen, or must not speak
     * any more.
     */
    void revoke(NodeId site, String reason, String by) {
        if (reason.isBlank()) {
            throw new PermanentException(
                    "YILU-TRUST-008", "A certificate is revoked for a reason.", "Say in a few words why.");
        }
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            // First: whoever enters a certificate that was unknown until now waits for it.
            floors.raise(site, now);
            int ended = book.end(site, State.REVOKED, now, by, reason.strip());
            auditLog.record(
                    Act.NODE_REVOKED, site.value(), "certificates ended " + ended + ", all before " + now, reason);
        });
        LOG.warn("The certificates of {} were revoked.", site);
        certificates.reload();
        events.publishEvent(new CertificatesEnded(site));
    }

    /** Gives a site its next certificate, for the same key; within the transaction of the message that asks. */
    void renew(NodeId site, String request) {
        var askedFor = CertificateRequest.keyOf(request);
        Optional<X509Certificate> inForce = book.inForce(site);
        if (inForce.isEmpty()) {
            LOG.warn("{} asks for a new certificate and has none that counts; it must enrol again.", site);
            return;
        }
        X509Certificate current = inForce.get();
        if (!current.getPublicKey().equals(askedFor)) {
            throw new PermanentException(
                    "YILU-TRUST-007",
                    site + " asks for a certificate for another key than the one it was enrolled with.",
                    "A site with a new key enrols again with a new code.");
        }
        outbox.append(site, SUBJECT, new CertificateIssued(Pem.of(next(site, current)), Pem.of(keys.certificate())));
    }

    /** A fresh one answers a question that was asked twice. */
    private X509Certificate next(NodeId site, X509Certificate current) {
        Instant now = clock.instant();
        if (now.isBefore(CertificateCare.renewalOf(current))) {
            return current;
        }
        X509Certificate issued = authority.issue(site, current.getPublicKey(), properties.siteValidity());
        book.enter(site, issued, now);
        auditLog.record(Act.CERTIFICATE_RENEWED, site.value(), "serial " + CertificateBook.serialOf(issued));
        return issued;
    }
}
