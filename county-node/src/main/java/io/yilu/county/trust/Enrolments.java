package io.yilu.county.trust;

import io.yilu.county.catalogue.Catalogues;
import io.yilu.county.trust.CertificateBook.State;
import io.yilu.county.trust.EnrolmentCodes.Code;
import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.node.keys.CertificateRequest;
import io.yilu.node.keys.Pem;
import io.yilu.schemas.enrolment.EnrolmentAnswer;
import io.yilu.schemas.enrolment.EnrolmentCode;
import io.yilu.schemas.enrolment.EnrolmentRequest;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.failure.YiluException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Instances;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets sites in (入网): an administrator makes a one-time code, the site answers for it, the county issues the certificate. A
 * site that enrols again ends its former machine: that one's certificates and its instance.
 */
@Service
class Enrolments {

    static final int MOST_WRONG_TRIES = 10;
    private static final String BY_ITSELF = "node";

    private static final Logger LOG = LoggerFactory.getLogger(Enrolments.class);

    private final EnrolmentCodes codes;
    private final CertificateBook book;
    private final CertificateFloors floors;
    private final SiteCertificates certificates;
    private final Authority authority;
    private final CountyKeys keys;
    private final TrustProperties properties;
    private final Catalogues catalogues;
    private final Instances instances;
    private final AuditLog auditLog;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Enrolments(
            EnrolmentCodes codes,
            CertificateBook book,
            CertificateFloors floors,
            SiteCertificates certificates,
            Authority authority,
            CountyKeys keys,
            TrustProperties properties,
            Catalogues catalogues,
            Instances instances,
            AuditLog auditLog,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.codes = codes;
        this.book = book;
        this.floors = floors;
        this.certificates = certificates;
        this.authority = authority;
        this.keys = keys;
        this.properties = properties;
        this.catalogues = catalogues;
        this.instances = instances;
        this.auditLog = auditLog;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A code as it is shown once. */
    record NewCode(NodeId site, String code, Instant expiresAt) {}

    /** Makes a code for a site; one that was open before stops counting. */
    NewCode makeCode(NodeId site, String by) {
        requireSite(site);
        EnrolmentCode code = EnrolmentCode.create(site, authority.certificate(), random);
        Instant now = clock.instant();
        Instant expiresAt = now.plus(properties.codeValidity());
        transaction.executeWithoutResult(status -> {
            codes.add(site, code.key(), by, now, expiresAt);
            auditLog.record(Act.CODE_ISSUED, site.value(), "until " + expiresAt);
        });
        return new NewCode(site, code.text(), expiresAt);
    }

    /** Answers a site that asks for its certificate; the same question gets the same answer again. */
    EnrolmentAnswer answer(EnrolmentRequest question) {
        Decision decision = transaction.execute(status -> decide(question));
        if (decision == null || decision.answer() == null) {
            YiluException refusal = decision == null || decision.refusal() == null ? wrongCode() : decision.refusal();
            LOG.warn("The enrolment of {} was refused: {}", question.site(), refusal.getMessage());
            throw refusal;
        }
        if (decision.isNew()) {
            LOG.info("{} is enrolled as instance {}.", question.site(), question.instance());
            certificates.reload();
            events.publishEvent(new CertificatesEnded(question.site()));
        }
        return decision.answer();
    }

    private record Decision(
            @Nullable EnrolmentAnswer answer, @Nullable YiluException refusal, boolean isNew) {

        static Decision no(YiluException refusal) {
            return new Decision(null, refusal, false);
        }
    }

    /** A refusal is a result, not an exception, so that the count of wrong tries is committed. */
    private Decision decide(EnrolmentRequest question) {
        Optional<Code> newest = codes.newest(question.site());
        if (newest.isEmpty()) {
            return Decision.no(wrongCode());
        }
        Code code = newest.get();
        boolean isOpen = code.state() == EnrolmentCodes.State.OPEN;
        if (!question.isMarkedWith(code.key()) || !(isOpen || code.state() == EnrolmentCodes.State.USED)) {
            if (isOpen) {
                codes.countWrongTry(code, code.wrongTries() + 1 >= MOST_WRONG_TRIES);
            }
            return Decision.no(wrongCode());
        }
        PublicKey key = CertificateRequest.keyOf(question.request());
        if (!isOpen) {
            return again(code, question, key);
        }
        if (clock.instant().isAfter(code.expiresAt())) {
            return Decision.no(new PermanentException(
                    "YILU-ENROL-004",
                    "The enrolment code of " + question.site() + " counted until " + code.expiresAt() + ".",
                    "Ask the county's administrator for a new one."));
        }
        return issue(code, question, key);
    }

    private Decision issue(Code code, EnrolmentRequest question, PublicKey key) {
        NodeId site = question.site();
        Instant now = clock.instant();
        X509Certificate certificate = authority.issue(site, key, properties.siteValidity());
        floors.set(site, Authority.issuedAt(certificate));
        int ended = book.end(site, State.REPLACED, now, BY_ITSELF, "enrolled again");
        book.enter(site, certificate, now);
        String serial = CertificateBook.serialOf(certificate);
        codes.use(code, question.instance(), sha256(key), serial, now);
        instances.admit(site, question.instance());
        auditLog.record(
                Act.NODE_ENROLLED,
                site.value(),
                "serial " + serial + ", instance " + question.instance() + ", ended " + ended);
        return new Decision(answerTo(question, certificate, code), null, true);
    }

    /** The answer was lost on its way: the same machine asks again with the key that it made then. */
    private Decision again(Code code, EnrolmentRequest question, PublicKey key) {
        Optional<X509Certificate> given = sha256(key).equals(code.keySha256())
                        && question.instance().equals(code.instance())
                        && code.serial() != null
                ? book.bySerial(code.serial())
                : Optional.empty();
        return given.map(certificate -> new Decision(answerTo(question, certificate, code), null, false))
                .orElseGet(() -> Decision.no(new PermanentException(
                        "YILU-ENROL-005",
                        "The enrolment code of " + question.site() + " has been used already.",
                        "Ask the county's administrator for a new one; if nobody here used it, say so.")));
    }

    private EnrolmentAnswer answerTo(EnrolmentRequest question, X509Certificate certificate, Code code) {
        return EnrolmentAnswer.of(
                question, Pem.of(certificate), Pem.of(authority.certificate()), Pem.of(keys.certificate()), code.key());
    }

    private void requireSite(NodeId site) {
        if (catalogues.sites().stream().noneMatch(known -> known.code().equals(site))) {
            throw new PermanentException(
                    "YILU-ENROL-007",
                    "There is no site " + site + ".",
                    "Take the nine-digit code of the list of sites.");
        }
    }

    /** One answer to whoever has no code: it does not tell whether there is one. */
    private static YiluException wrongCode() {
        return new PermanentException(
                "YILU-ENROL-002",
                "This is not the enrolment code of this site that counts now.",
                "Type it again; after " + MOST_WRONG_TRIES
                        + " wrong tries, or when a newer one was made, ask the county's administrator for another.");
    }

    private static String sha256(PublicKey key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
