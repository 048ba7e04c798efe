package io.yilu.township.enrolment;

import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.node.keys.CertificateRequest;
import io.yilu.node.keys.KeyFiles;
import io.yilu.node.keys.KeyRing;
import io.yilu.node.keys.Pem;
import io.yilu.schemas.enrolment.CertificateCheck;
import io.yilu.schemas.enrolment.CertificateRefused;
import io.yilu.schemas.enrolment.EnrolmentAnswer;
import io.yilu.schemas.enrolment.EnrolmentCode;
import io.yilu.schemas.enrolment.EnrolmentKey;
import io.yilu.schemas.enrolment.EnrolmentRequest;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.failure.YiluException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.ExchangeEvent.LinkMoved;
import io.yilu.sync.Instances;
import io.yilu.township.site.ThisSite;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Gets this township its certificate. The key is made here and never leaves; the county's answer counts only if it is marked
 * with the code and comes from the authority that the code names.
 */
@Service
public class Enrolment {

    private static final Logger log = LoggerFactory.getLogger(Enrolment.class);

    private final ThisSite site;
    private final TownshipKeys keys;
    private final KeyFiles files;
    private final CountyDesk county;
    private final Instances instances;
    private final AuditLog auditLog;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private volatile @Nullable Failure lastFailure;

    Enrolment(
            ThisSite site,
            TownshipKeys keys,
            KeyFiles files,
            CountyDesk county,
            Instances instances,
            AuditLog auditLog,
            ApplicationEventPublisher events,
            Clock clock) {
        this.site = site;
        this.keys = keys;
        this.files = files;
        this.county = county;
        this.instances = instances;
        this.auditLog = auditLog;
        this.events = events;
        this.clock = clock;
    }

    /** Why the last try failed. */
    public record Failure(Instant at, String code, String what, String whatToDo) {}

    /**
     * Where this site stands.
     *
     * @param validUntil of its certificate, null before it is enrolled
     * @param isExpired by this node's clock
     * @param lastFailure of the last try, null if there was none or it went well
     */
    public record Standing(
            boolean isEnrolled,
            @Nullable Instant validUntil,
            boolean isExpired,
            @Nullable Failure lastFailure) {}

    public Standing standing() {
        Optional<Instant> until = keys.validUntil();
        return new Standing(
                until.isPresent(),
                until.orElse(null),
                until.map(clock.instant()::isAfter).orElse(false),
                lastFailure);
    }

    /** Enrols with the code that was typed, or throws why not; a try whose answer was lost may simply be repeated. */
    public synchronized void enrol(String typedCode) {
        try {
            KeyRing ring = ringFor(EnrolmentCode.parse(site.id(), typedCode));
            keys.take(ring);
            files.forgetWaiting();
            lastFailure = null;
            log.info(
                    "{} is enrolled at the county until {}",
                    site.id(),
                    ring.own().getNotAfter().toInstant());
            auditLog.record(
                    Act.NODE_ENROLLED,
                    site.id().value(),
                    "serial " + ring.own().getSerialNumber().toString(16));
            events.publishEvent(new LinkMoved(NodeId.COUNTY));
        } catch (YiluException failure) {
            lastFailure = new Failure(clock.instant(), failure.code(), failure.what(), failure.whatToDo());
            throw failure;
        }
    }

    private KeyRing ringFor(EnrolmentCode code) {
        KeyPair pair = files.waiting();
        EnrolmentKey key = code.key();
        EnrolmentRequest question =
                EnrolmentRequest.of(site.id(), instances.own(), CertificateRequest.of(site.id(), pair), key);
        EnrolmentAnswer answer = county.ask(question);
        if (!answer.isMarkedWith(key, question)) {
            throw forged("it does not know the code");
        }
        X509Certificate authority = Pem.certificate(answer.authority());
        if (!code.names(authority)) {
            throw forged("its authority is not the one that the code names");
        }
        X509Certificate own = Pem.certificate(answer.certificate());
        X509Certificate ofCounty = Pem.certificate(answer.county());
        requireNode(site.id(), own, authority);
        requireNode(NodeId.COUNTY, ofCounty, authority);
        if (!own.getPublicKey().equals(pair.getPublic())) {
            throw forged("its certificate is for another key");
        }
        return new KeyRing(pair.getPrivate(), own, authority, ofCounty);
    }

    /** By the certificate's own date: whether it counts today is not the question here, and this clock may be wrong. */
    static void requireNode(NodeId node, X509Certificate certificate, X509Certificate authority) {
        try {
            Instant itsTime = certificate.getNotBefore().toInstant();
            if (CertificateCheck.nodeOf(certificate, authority, itsTime).equals(node)) {
                return;
            }
        } catch (CertificateRefused no) {
            throw forged(String.valueOf(no.getMessage()));
        }
        throw forged("a certificate names another node than " + node);
    }

    private static PermanentException forged(String why) {
        return new PermanentException(
                "YILU-ENROL-011",
                "The answer is not the county's: " + why + ".",
                "Nothing was kept. Check yilu.enrolment.county-url; tell the county's IT staff what happened.");
    }
}
