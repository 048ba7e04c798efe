package io.yilu.sync.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** Says whether the other end of a connection is who it must be. */
@FunctionalInterface
public interface PeerCheck {

    /** Throws for a certificate that is not let in. */
    void check(X509Certificate certificate) throws CertificateException;
}
