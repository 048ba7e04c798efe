package io.yilu.sync.tls;

import io.yilu.schemas.enrolment.CertificateCheck;
import io.yilu.schemas.enrolment.CertificateRefused;
import io.yilu.schemas.enrolment.CertificateRefused.Reason;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NodeKeys;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;

/** Says whether the other end of a connection is who it must be. */
@FunctionalInterface
public interface PeerCheck {

    /** Throws for a certificate that is not let in. */
    void check(X509Certificate certificate) throws CertificateException;

    /** A township's: the county node itself answers, not another site with a certificate of the same authority. */
    static PeerCheck theCountyOnly(NodeKeys keys, Clock clock) {
        return certificate -> {
            NodeId node = CertificateCheck.nodeOf(certificate, keys.authority(), clock.instant());
            if (!node.isCounty()) {
                throw new CertificateRefused(Reason.WRONG_USE, node + " answers in the county's place");
            }
        };
    }
}
