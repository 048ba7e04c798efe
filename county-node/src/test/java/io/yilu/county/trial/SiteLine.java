package io.yilu.county.trial;

import io.yilu.county.trust.Authority;
import io.yilu.node.keys.KeyRing;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NodeKeys;
import io.yilu.sync.tls.LinkTls;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/** A real client of the county's broker with a key and a certificate of its own; it takes whatever server answers. */
public final class SiteLine implements NodeKeys {

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
        return factory("tcp://127.0.0.1:" + port + "?" + options() + "&" + LinkTls.parameters(this, server -> {}, "&"))
                .createConnection(user, password);
    }

    /** A factory without certificates of ours. */
    public static ActiveMQConnectionFactory factory(String url) {
        return new ActiveMQConnectionFactory(url);
    }

    public static String options() {
        return "useTopologyForLoadBalancing=false&reconnectAttempts=0&initialConnectAttempts=1&useEpoll=false"
                + "&callTimeout=10000";
    }

    public void send(int port, String queue, String text) throws JMSException {
        try (Connection connection = dial(port)) {
            send(connection, queue, text);
        }
    }

    public static void send(Connection connection, String queue, String text) throws JMSException {
        try (Session session = connection.createSession()) {
            MessageProducer producer = session.createProducer(session.createQueue(queue));
            producer.send(session.createTextMessage(text));
        }
    }

    /** The next message's text, or null if none came. */
    public static @Nullable String receive(Connection connection, String queue) throws JMSException {
        connection.start();
        try (Session session = connection.createSession()) {
            TextMessage message = (TextMessage)
                    session.createConsumer(session.createQueue(queue)).receive(5_000);
            return message == null ? null : message.getText();
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
}
