package io.yilu.schemas.enrolment;

import io.yilu.schemas.enrolment.CertificateRefused.Reason;
import io.yilu.schemas.identity.NodeId;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Decides for which node a certificate speaks: it must come from the county's authority, still count, and be meant for what its
 * node does.
 *
 * <p>A certificate that is "not valid yet" is taken: it exists, so it is the clock of this machine that is wrong, as an old PC's
 * with an empty battery is, and a wrong date must not cut the line.
 */
public final class CertificateCheck {

    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

    private CertificateCheck() {}

    /** What the certificate must be allowed to do: the county answers, a site dials. */
    public static String useOf(NodeId node) {
        return node.isCounty() ? SERVER : CLIENT;
    }

    /** The node that the certificate speaks for at this moment; what the county has revoked only the county knows. */
    public static NodeId nodeOf(X509Certificate certificate, X509Certificate authority, Instant now)
            throws CertificateRefused {
        String who = certificate.getSubjectX500Principal() + ", serial "
                + certificate.getSerialNumber().toString(16);
        requireIssued(certificate, authority, now, who);
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            throw new CertificateRefused(
                    Reason.EXPIRED, who + ", since " + certificate.getNotAfter().toInstant());
        }
        NodeId node = CertificateName.of(certificate)
                .orElseThrow(() -> new CertificateRefused(Reason.NAMELESS, who + " does not name one node"));
        if (!uses(certificate).contains(useOf(node))) {
            throw new CertificateRefused(Reason.WRONG_USE, who + " is not meant for what " + node + " does");
        }
        return node;
    }

    private static void requireIssued(X509Certificate certificate, X509Certificate authority, Instant now, String who)
            throws CertificateRefused {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(within(certificate, now));
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
        } catch (CertPathValidatorException notIssued) {
            throw new CertificateRefused(Reason.FOREIGN, who + ": " + notIssued.getMessage());
        } catch (GeneralSecurityException broken) {
            throw new CertificateRefused(Reason.FOREIGN, who + " cannot be checked: " + broken.getMessage());
        }
    }

    /** The date that is nearest to now and within the certificate's own: dates are judged apart, with reasons of their own. */
    private static Date within(X509Certificate certificate, Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        return Date.from(now.isBefore(from) ? from : now.isAfter(until) ? until : now);
    }

    private static List<String> uses(X509Certificate certificate) {
        try {
            return Objects.requireNonNullElse(certificate.getExtendedKeyUsage(), List.of());
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }
}
