package io.yilu.sync.tls;

import io.yilu.schemas.enrolment.CertificateCheck;
import io.yilu.schemas.enrolment.CertificateRefused;
import io.yilu.schemas.enrolment.CertificateRefused.Reason;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NodeKeys;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;

/** Says whether the other end of a connection is who it must be. */
@FunctionalInterface
public interface PeerCheck {

    /** Throws for a certificate that is not let in. */
    void check(X509Certificate certificate) throws CertificateException;

    /**
     * A township's: the county node itself answers, not another site with a certificate of the same authority.
     *
     * <p>A clock that is past the end of this node's own certificate does not judge the county's: the county would have renewed
     * the one long before, or refuses it by its own clock. Then the county's certificate must only not have ended before this
     * node's own began; key, authority and name hold whatever the date. Without that a PC whose year is wrong could never learn so.
     */
    static PeerCheck theCountyOnly(NodeKeys keys, Clock clock) {
        return certificate -> {
            NodeId node = CertificateCheck.nodeOf(
                    certificate, keys.authority(), plausible(clock.instant(), keys.certificate()));
            if (!node.isCounty()) {
                throw new CertificateRefused(Reason.WRONG_USE, node + " answers in the county's place");
            }
        };
    }

    /** Now, or, if that cannot be, the last moment that has surely been. */
    private static Instant plausible(Instant now, X509Certificate own) {
        return now.isAfter(own.getNotAfter().toInstant()) ? own.getNotBefore().toInstant() : now;
    }
}
