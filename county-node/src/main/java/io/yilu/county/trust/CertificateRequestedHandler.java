package io.yilu.county.trust;

import io.yilu.schemas.payload.CertificateRequested;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import org.springframework.stereotype.Component;

/** Answers a site that asks for its next certificate. */
@Component
class CertificateRequestedHandler implements InboxHandler<CertificateRequested> {

    private final CertificateDesk desk;

    CertificateRequestedHandler(CertificateDesk desk) {
        this.desk = desk;
    }

    @Override
    public Class<CertificateRequested> payloadClass() {
        return CertificateRequested.class;
    }

    @Override
    public void handle(InboxMessage<CertificateRequested> message) {
        desk.renew(message.origin(), message.payload().request());
    }
}
