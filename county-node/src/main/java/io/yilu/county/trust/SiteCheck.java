package io.yilu.county.trust;

import io.yilu.schemas.enrolment.CertificateRefused;
import io.yilu.schemas.identity.NodeId;
import java.security.cert.X509Certificate;

/** Says which site a certificate speaks for at this moment, or why for none. */
@FunctionalInterface
public interface SiteCheck {

    NodeId siteOf(X509Certificate certificate) throws CertificateRefused;
}
