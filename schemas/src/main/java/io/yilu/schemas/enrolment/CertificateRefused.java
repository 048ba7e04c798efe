package io.yilu.schemas.enrolment;

import java.security.cert.CertificateException;

/** A certificate that speaks for nobody here, and why. */
public final class CertificateRefused extends CertificateException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public CertificateRefused(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why it is refused. */
    public enum Reason {
        /** The county's authority did not issue it, or it was changed since. */
        FOREIGN,
        EXPIRED,
        /** It names no node, or several. */
        NAMELESS,
        /** A site's certificate that plays the county, or the county's that plays a site. */
        WRONG_USE,
        /** The county ended it: the machine was lost or replaced. */
        REVOKED
    }
}
