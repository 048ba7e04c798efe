package io.yilu.county.trial;

import io.yilu.county.trust.Authority;
import io.yilu.node.keys.KeyRing;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NodeKeys;
import io.yilu.sync.routes.LaneConnections;
import io.yilu.sync.tls.LinkTls;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/** A real client of the county's broker with a key and a certificate of its own; it takes whatever server answers. */
public final class SiteLine implements NodeKeys {

    private static final long IN_VAIN_MILLIS = 2_000;

    private final KeyPair pair;
    private final X509Certificate authority;
    private volatile X509Certificate own;

    private SiteLine(KeyPair pair, X509Certificate own, X509Certificate authority) {
        this.pair = pair;
        this.own = own;
        this.authority = authority;
    }

    /** A client with a new key and a certificate by this authority. */
    public static SiteLine of(NodeId site, Authority authority, Duration validity) {
        KeyPair pair = KeyRing.newKey();
        return new SiteLine(pair, authority.issue(site, pair.getPublic(), validity), authority.certificate());
    }

    /** The same client with another certificate. */
    public void shows(X509Certificate certificate) {
        own = certificate;
    }

    public Connection dial(int port) throws JMSException {
        return dial(port, null, null);
    }

    /** As {@link #dial(int)}, sending a name and a password along. */
    public Connection dial(int port, @Nullable String user, @Nullable String password) throws JMSException {
        return lines(port).createConnection(user, password);
    }

    /** Dials where no answer is expected: a client that is refused may learn it only from the silence. */
    public void dialInVain(int port) throws JMSException {
        ActiveMQConnectionFactory line = lines(port);
        line.setCallTimeout(IN_VAIN_MILLIS);
        line.createConnection().close();
    }

    /** Makes as many connections as are wanted. */
    public ActiveMQConnectionFactory lines(int port) {
        return factory("tcp://127.0.0.1:" + port + "?" + options() + "&" + LinkTls.parameters(this, server -> {}, "&"));
    }

    /** The same key and certificate on a bare socket, for what no client of a broker says. */
    public SSLSocket socket(int port, String protocol) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("site", privateKey(), new char[0], new Certificate[] {own});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        return socket(port, protocol, keys.getKeyManagers());
    }

    /** A socket of somebody who has no certificate. */
    public static SSLSocket socketOfAStranger(int port) throws GeneralSecurityException, IOException {
        return socket(port, "TLSv1.3", new KeyManager[0]);
    }

    private static SSLSocket socket(int port, String protocol, KeyManager[] keys)
            throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {new TrustsAnyone()}, new SecureRandom());
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setEnabledProtocols(new String[] {protocol});
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** A factory without certificates of ours. */
    public static ActiveMQConnectionFactory factory(String url) {
        return new ActiveMQConnectionFactory(url);
    }

    public static String options() {
        return "useTopologyForLoadBalancing=false&reconnectAttempts=0&initialConnectAttempts=1&useEpoll=false"
                + "&callTimeout=10000&blockOnNonDurableSend=true&minLargeMessageSize="
                + LaneConnections.MOST_MESSAGE_BYTES;
    }

    public void send(int port, String queue, String text) throws JMSException {
        try (Connection connection = dial(port)) {
            send(connection, queue, text);
        }
    }

    /** As nodes send: bytes, not durable. */
    public static void send(Connection connection, String queue, String text) throws JMSException {
        try (Session session = connection.createSession()) {
            MessageProducer producer = session.createProducer(session.createQueue(queue));
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            producer.send(message);
        }
    }

    /** The next message's text, or null if none came. */
    public static @Nullable String receive(Connection connection, String queue) throws JMSException {
        connection.start();
        try (Session session = connection.createSession()) {
            Message message = session.createConsumer(session.createQueue(queue)).receive(5_000);
            return message == null ? null : new String(message.getBody(byte[].class), StandardCharsets.UTF_8);
        }
    }

    @Override
    public Optional<Instant> validUntil() {
        return Optional.of(own.getNotAfter().toInstant());
    }

    @Override
    public PrivateKey privateKey() {
        return pair.getPrivate();
    }

    public java.security.PublicKey publicKey() {
        return pair.getPublic();
    }

    @Override
    public X509Certificate certificate() {
        return own;
    }

    @Override
    public X509Certificate authority() {
        return authority;
    }

    @Override
    public Optional<X509Certificate> certificateOf(NodeId peer) {
        return Optional.empty();
    }

    private static final class TrustsAnyone implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
