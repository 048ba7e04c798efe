package io.yilu.township.enrolment;

import io.yilu.node.keys.KeyRing;
import io.yilu.node.keys.Pem;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CertificateIssued;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import io.yilu.township.site.ThisSite;
import java.security.cert.X509Certificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes the next certificate, or the county's new one; connections that stand go on, the next one shows it. */
@Component
class CertificateIssuedHandler implements InboxHandler<CertificateIssued> {

    private static final Logger log = LoggerFactory.getLogger(CertificateIssuedHandler.class);

    private final ThisSite site;
    private final TownshipKeys keys;

    CertificateIssuedHandler(ThisSite site, TownshipKeys keys) {
        this.site = site;
        this.keys = keys;
    }

    @Override
    public Class<CertificateIssued> payloadClass() {
        return CertificateIssued.class;
    }

    @Override
    public void handle(InboxMessage<CertificateIssued> message) {
        KeyRing ring = keys.ring()
                .orElseThrow(() -> new PermanentException(
                        "YILU-TRUST-001",
                        "A certificate came for a site that is not enrolled.",
                        "Enter the county's code on the page 入网."));
        X509Certificate county = Pem.certificate(message.payload().county());
        Enrolment.requireNode(NodeId.COUNTY, county, ring.authority());
        String next = message.payload().certificate();
        X509Certificate own = next == null ? ring.own() : Pem.certificate(next);
        Enrolment.requireNode(site.id(), own, ring.authority());
        if (!own.getPublicKey().equals(ring.own().getPublicKey())) {
            // This site was enrolled anew since it asked: what came is for the key that it had then.
            log.warn("A certificate for a former key of this site came and is not needed any more.");
            return;
        }
        X509Certificate longest = own.getNotAfter().before(ring.own().getNotAfter()) ? ring.own() : own;
        keys.take(ring.with(longest, county));
        log.info(
                "This site's certificate counts until {}.",
                longest.getNotAfter().toInstant());
    }
}
