package io.yilu.sync.bundle;

import io.yilu.schemas.enrolment.CertificateName;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NodeKeys;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides whose signature a part must bear. The certificate that this node knows decides, so that a revoked or newly enrolled
 * site is told; the one in the header only tells that the same key was certified anew while the line was away.
 */
final class SenderTrust {

    private final NodeKeys keys;
    private final Clock clock;

    SenderTrust(NodeKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The key with which this part must be signed. Throws {@code YILU-BUNDLE-003} if its sender is not believed. */
    PublicKey require(BundleHeader header) {
        NodeId sender = header.sender();
        X509Certificate known =
                keys.certificateOf(sender).orElseThrow(() -> BundleRefused.untrusted(sender, "该站点没有有效的证书，或证书已注销"));
        X509Certificate shown = shown(header);
        if (!known.getPublicKey().equals(shown.getPublicKey())) {
            throw BundleRefused.untrusted(sender, "签名的密钥不是该站点现在的密钥");
        }
        boolean valid = Stream.of(known, shown)
                .anyMatch(certificate -> List.of(header.createdAt(), clock.instant()).stream()
                        .anyMatch(when -> isValidAt(certificate, when)));
        if (!valid) {
            throw BundleRefused.untrusted(sender, "导出时该站点的证书已过期");
        }
        return known.getPublicKey();
    }

    private X509Certificate shown(BundleHeader header) {
        try {
            X509Certificate shown = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(header.certificate()));
            shown.verify(keys.authority().getPublicKey());
            if (CertificateName.of(shown).filter(header.sender()::equals).isPresent()) {
                return shown;
            }
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException forged) {
            BundleRefused refused = BundleRefused.untrusted(header.sender(), "它的证书不是县证书机构签发的");
            refused.initCause(forged);
            throw refused;
        }
        throw BundleRefused.untrusted(header.sender(), "它的证书是另一个站点的");
    }

    /** A clock that stands wrong on either side must not close the road (law 9): one of the two dates is enough. */
    private static boolean isValidAt(X509Certificate certificate, Instant when) {
        return !when.isBefore(certificate.getNotBefore().toInstant())
                && !when.isAfter(certificate.getNotAfter().toInstant());
    }
}
