package io.yilu.sync.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.enrolment.CertificateCheck;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NodeKeys;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.InetAddress;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Both ends of the link as the nodes make them, over a real socket. */
class LinkTlsTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final NodeKeys TOWNS = AUTHORITY.keysOf(TOWN);
    private static final NodeKeys COUNTYS = AUTHORITY.keysOf(NodeId.COUNTY);
    private static final Instant NOW = Instant.now();

    @Test
    void a_town_talks_to_the_county() throws Exception {
        assertThat(dial(TOWNS, COUNTYS)).isEqualTo("TLSv1.3");
    }

    @Test
    void a_towns_certificate_cannot_play_the_county() {
        assertThatThrownBy(() -> dial(TOWNS, AUTHORITY.keysOf(NodeId.of("610924103"))))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("WRONG_USE");
        NodeKeys townWithServerUse = AUTHORITY.keysOf(
                TOWN, CertificateCheck.useOf(NodeId.COUNTY), NOW.minusSeconds(60), NOW.plusSeconds(3600));
        assertThatThrownBy(() -> dial(TOWNS, townWithServerUse)).hasMessageContaining("WRONG_USE");
    }

    @Test
    void a_county_of_another_authority_is_refused() {
        NodeKeys foreign = new TestAuthority().keysOf(NodeId.COUNTY);

        assertThatThrownBy(() -> dial(TOWNS, foreign)).hasMessageContaining("FOREIGN");
    }

    @Test
    void a_county_whose_certificate_has_expired_is_refused() {
        NodeKeys expired = AUTHORITY.keysOf(
                NodeId.COUNTY,
                CertificateCheck.useOf(NodeId.COUNTY),
                NOW.minus(Duration.ofDays(3)),
                NOW.minus(Duration.ofDays(1)));

        assertThatThrownBy(() -> dial(TOWNS, expired)).hasMessageContaining("EXPIRED");
    }

    @Test
    void a_town_whose_clock_is_twenty_years_behind_still_reaches_the_county() throws Exception {
        Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofDays(-7300));

        assertThat(dial(TOWNS, COUNTYS, behind)).isEqualTo("TLSv1.3");
    }

    @Test
    void law_9_a_town_whose_clock_is_beyond_its_own_certificate_still_reaches_the_county() throws Exception {
        for (long years : new long[] {4, 40}) {
            Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(365 * years));

            assertThat(dial(TOWNS, COUNTYS, ahead)).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void a_clock_that_is_ahead_lets_no_other_authority_or_node_in_and_no_county_of_before_this_towns_enrolment() {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(1_460));
        NodeKeys foreign = new TestAuthority().keysOf(NodeId.COUNTY);
        NodeKeys former = AUTHORITY.keysOf(
                NodeId.COUNTY,
                CertificateCheck.useOf(NodeId.COUNTY),
                NOW.minus(Duration.ofDays(3)),
                NOW.minus(Duration.ofDays(1)));

        assertThatThrownBy(() -> dial(TOWNS, foreign, ahead)).hasMessageContaining("FOREIGN");
        assertThatThrownBy(() -> dial(TOWNS, AUTHORITY.keysOf(NodeId.of("610924103")), ahead))
                .hasMessageContaining("WRONG_USE");
        assertThatThrownBy(() -> dial(TOWNS, former, ahead)).hasMessageContaining("EXPIRED");
    }

    @Test
    void a_towns_client_speaks_tls_1_3_with_the_county_and_nothing_older_with_anybody() throws Exception {
        assertThat(agreedByARealClient("TLSv1.3")).isEqualTo("TLSv1.3");
        assertThat(agreedByARealClient("TLSv1.2")).isEqualTo("nothing");
    }

    /** What a server of this protocol agrees on with the client of a town, as its address makes it. */
    private static String agreedByARealClient(String protocol) throws Exception {
        try (SSLServerSocket server = listen(COUNTYS)) {
            server.setEnabledProtocols(new String[] {protocol});
            CompletableFuture<String> agreed = CompletableFuture.supplyAsync(() -> {
                try (SSLSocket socket = handshaken(server)) {
                    return socket.getSession().getProtocol();
                } catch (IOException | java.io.UncheckedIOException refused) {
                    return "nothing";
                }
            });
            String url = "tcp://127.0.0.1:" + server.getLocalPort()
                    + "?reconnectAttempts=0&initialConnectAttempts=1&callTimeout=5000&useEpoll=false&"
                    + LinkTls.parameters(TOWNS, PeerCheck.theCountyOnly(TOWNS, Clock.systemUTC()), "&");
            try (ActiveMQConnectionFactory town = new ActiveMQConnectionFactory(url)) {
                assertThatThrownBy(() -> town.createConnection().close())
                        .as("it is no broker")
                        .isInstanceOf(JMSException.class);
            }
            return agreed.join();
        }
    }

    @Test
    void a_renewed_certificate_counts_from_the_next_connection_on_without_a_restart() throws Exception {
        Changing town = new Changing(TOWNS);
        try (SSLServerSocket server = listen(COUNTYS)) {
            assertThat(shownTo(server, town)).isEqualTo(TOWNS.certificate());
            NodeKeys renewed = AUTHORITY.keysOf(TOWN);
            town.keys = renewed;
            assertThat(shownTo(server, town)).isEqualTo(renewed.certificate());
        }
    }

    private static X509Certificate shownTo(SSLServerSocket server, NodeKeys keys) throws Exception {
        CompletableFuture<SSLSocket> accepted = CompletableFuture.supplyAsync(() -> handshaken(server));
        try (SSLSocket socket = (SSLSocket) client(keys, Clock.systemUTC())
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            socket.startHandshake();
            try (SSLSocket there = accepted.join()) {
                return (X509Certificate) there.getSession().getPeerCertificates()[0];
            }
        }
    }

    private static SSLSocket handshaken(SSLServerSocket server) {
        try {
            SSLSocket socket = (SSLSocket) server.accept();
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String dial(NodeKeys town, NodeKeys answering) throws Exception {
        return dial(town, answering, Clock.systemUTC());
    }

    private static String dial(NodeKeys town, NodeKeys answering, Clock townsClock) throws Exception {
        try (SSLServerSocket server = listen(answering)) {
            return dial(server, client(town, townsClock));
        }
    }

    private static String dial(SSLServerSocket server, SSLContext client) throws Exception {
        CompletableFuture<@Nullable SSLSocket> accepted = CompletableFuture.supplyAsync(() -> {
            try {
                return handshaken(server);
            } catch (java.io.UncheckedIOException refused) {
                return null;
            }
        });
        try (SSLSocket socket = (SSLSocket)
                client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.3"});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        } finally {
            SSLSocket there = accepted.join();
            if (there != null) {
                there.close();
            }
        }
    }

    private static SSLServerSocket listen(NodeKeys keys) throws Exception {
        SSLServerSocket server = (SSLServerSocket) LinkTls.of(keys, anyone -> {})
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        return server;
    }

    private static SSLContext client(NodeKeys keys, Clock clock) throws Exception {
        return LinkTls.of(keys, PeerCheck.theCountyOnly(keys, clock)).context();
    }

    /** Keys that are renewed while they are in use. */
    private static final class Changing implements NodeKeys {

        private volatile NodeKeys keys;

        Changing(NodeKeys keys) {
            this.keys = keys;
        }

        @Override
        public Optional<Instant> validUntil() {
            return keys.validUntil();
        }

        @Override
        public PrivateKey privateKey() {
            return keys.privateKey();
        }

        @Override
        public X509Certificate certificate() {
            return keys.certificate();
        }

        @Override
        public X509Certificate authority() {
            return keys.authority();
        }

        @Override
        public Optional<X509Certificate> certificateOf(NodeId peer) {
            return keys.certificateOf(peer);
        }
    }
}
