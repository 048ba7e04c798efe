package io.yilu.sync.tls;

import java.security.GeneralSecurityException;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextConfig;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextFactory;

/** Artemis asks it for the TLS of every address; it knows those that {@link LinkTls} named and no other. */
public final class LinkContexts implements SSLContextFactory {

    /** Artemis passes no parameter of ours on, so the name travels in the place of a key store's path. */
    static final String PARAMETER = TransportConstants.KEYSTORE_PATH_PROP_NAME;

    private static final int BEFORE_THE_SHIPPED_ONES = 100;

    @Override
    public SSLContext getSSLContext(SSLContextConfig asked, Map<String, Object> parameters)
            throws GeneralSecurityException {
        String name = String.valueOf(asked.getKeystorePath());
        LinkTls tls = LinkTls.named(name);
        if (tls == null) {
            throw new IllegalArgumentException("No TLS of the link is named " + name + ".");
        }
        return tls.context();
    }

    @Override
    public int getPriority() {
        return BEFORE_THE_SHIPPED_ONES;
    }
}
