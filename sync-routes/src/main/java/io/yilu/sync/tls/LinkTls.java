package io.yilu.sync.tls;

import io.yilu.sync.NodeKeys;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes an end of the link speak TLS 1.3 with this node's key. Artemis is given a name in its address and asks for what stands
 * behind it, so that no key store with a password of its own is ever written.
 */
public final class LinkTls {

    private static final Map<String, LinkTls> BY_NAME = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong();

    private final NodeKeys keys;
    private final PeerCheck check;

    private LinkTls(NodeKeys keys, PeerCheck check) {
        this.keys = keys;
        this.check = check;
    }

    /**
     * Parameters of an Artemis address for this end; keys and check are asked anew for each connection.
     *
     * @param separator what stands between the parameters of such an address
     */
    public static String parameters(NodeKeys keys, PeerCheck check, String separator) {
        String name = "yilu-link-" + NEXT.incrementAndGet();
        BY_NAME.put(name, of(keys, check));
        return String.join(
                separator,
                "sslEnabled=true",
                LinkContexts.PARAMETER + "=" + name,
                // Else a system property could put another key store in the name's place.
                "forceSSLParameters=true",
                "enabledProtocols=TLSv1.3",
                // Names of machines say nothing here: the check looks at which node the certificate names.
                "verifyHost=false");
    }

    static LinkTls of(NodeKeys keys, PeerCheck check) {
        return new LinkTls(keys, check);
    }

    static @Nullable LinkTls named(String name) {
        return BY_NAME.get(name);
    }

    /** Made anew for each dial, so that a client resumes no session that was agreed on with former certificates. */
    SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(
                new KeyManager[] {new LinkKeyManager(keys)},
                new TrustManager[] {new LinkTrustManager(keys, check)},
                new SecureRandom());
        return context;
    }
}
