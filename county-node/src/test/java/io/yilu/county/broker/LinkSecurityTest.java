package io.yilu.county.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.yilu.county.trial.CountyTest;
import io.yilu.county.trial.SiteLine;
import io.yilu.county.trust.Authority;
import io.yilu.county.trust.CertificateDesk;
import io.yilu.county.trust.CertificateDesk.Worth;
import io.yilu.schemas.enrolment.CertificateRefused.Reason;
import io.yilu.schemas.identity.NodeId;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.json.JsonMapper;

/** Real clients at the county's real broker: whoever may not come in is refused and counted, and the good site is served on. */
@CountyTest
class LinkSecurityTest {

    private static final NodeId GOOD = NodeId.of("610924113");
    private static final NodeId LOST = NodeId.of("610924114");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofSeconds(60);

    @Autowired
    private CountyBroker broker;

    @Autowired
    private Authority authority;

    @Autowired
    private CertificateDesk desk;

    @Autowired
    private MockMvc web;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Clock clock;

    @Autowired
    private Environment environment;

    private int port;
    private SiteLine good;

    @BeforeEach
    void makeTheGoodSite() {
        port = environment.getRequiredProperty("yilu.broker.port", Integer.class);
        good = SiteLine.of(GOOD, authority, DAY);
    }

    @AfterEach
    void theGoodSiteIsServedOn() throws Exception {
        good.send(port, up(GOOD), "still served");
    }

    @Test
    void a_certificate_of_another_authority_is_refused() {
        SiteLine foreign = SiteLine.of(GOOD, Authority.create(clock), DAY);

        isRefused(foreign, Reason.FOREIGN);
    }

    @Test
    void an_expired_certificate_is_refused() {
        isRefused(SiteLine.of(GOOD, authority, Duration.ofMinutes(-10)), Reason.EXPIRED);
    }

    @Test
    void the_countys_own_kind_of_certificate_does_not_dial() {
        isRefused(SiteLine.of(NodeId.COUNTY, authority, DAY), Reason.WRONG_USE);
    }

    @Test
    void a_client_without_a_certificate_is_refused() throws Exception {
        long before = refusals(RefusedConnections.HANDSHAKE);
        try (SSLSocket socket = SiteLine.socketOfAStranger(port)) {
            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        // In TLS 1.3 the client learns only now that the server wanted a certificate.
                        endOfStream(socket);
                    })
                    .isInstanceOf(IOException.class);
        }
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(refusals(RefusedConnections.HANDSHAKE)).isGreaterThan(before));
    }

    @Test
    void tls_1_2_is_refused_even_with_a_certificate_that_counts() throws Exception {
        long before = refusals(RefusedConnections.HANDSHAKE);
        try (SSLSocket socket = good.socket(port, "TLSv1.2")) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(refusals(RefusedConnections.HANDSHAKE)).isEqualTo(before + 1));
        try (SSLSocket socket = good.socket(port, "TLSv1.3")) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
        assertThat(refusals(RefusedConnections.HANDSHAKE)).isEqualTo(before + 1);
    }

    @Test
    void plain_tcp_is_refused() {
        long before = refusals(RefusedConnections.HANDSHAKE);
        assertThatThrownBy(() -> SiteLine.factory("tcp://127.0.0.1:" + port + "?callTimeout=2000&" + SiteLine.options())
                        .createConnection("county", "county")
                        .close())
                .isInstanceOf(JMSException.class);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(refusals(RefusedConnections.HANDSHAKE)).isGreaterThan(before));
    }

    @Test
    void a_look_whether_the_port_is_open_alarms_nobody() throws Exception {
        long before = refusals(RefusedConnections.HANDSHAKE);
        new Socket(InetAddress.getLoopbackAddress(), port).close();

        plain_tcp_is_refused();

        assertThat(refusals(RefusedConnections.HANDSHAKE)).isEqualTo(before + 1);
    }

    @Test
    void a_revoked_certificate_ends_its_connections_at_once_and_opens_no_other() throws Exception {
        SiteLine lost = SiteLine.of(LOST, authority, DAY);
        lost.send(port, up(LOST), "before");
        await().atMost(SOON).untilAsserted(() -> assertThat(worthOf(LOST)).isEqualTo(Worth.VALID));
        CountDownLatch ended = new CountDownLatch(1);
        Connection open = lost.dial(port);
        open.setExceptionListener(broken -> ended.countDown());
        open.start();

        assertThat(revoke(LOST, "{\"reason\":\"被盗\"}", "it")).isEqualTo(403);
        assertThat(revoke(LOST, "{\"reason\":\" \"}", "admin")).isEqualTo(422);
        assertThat(revoke(LOST, "{\"reason\":\"被盗\"}", "admin")).isEqualTo(204);

        // The sweep comes once a minute, so it would not have been here yet.
        assertThat(ended.await(5, TimeUnit.SECONDS))
                .as("the connection was ended")
                .isTrue();
        isRefused(lost, Reason.REVOKED);
        assertThat(worthOf(LOST)).isEqualTo(Worth.REVOKED);
    }

    @Test
    void a_certificate_that_expires_ends_its_connections() throws Exception {
        SiteLine brief = SiteLine.of(NodeId.of("610924115"), authority, Duration.ofSeconds(15));
        CountDownLatch ended = new CountDownLatch(1);
        Connection open = brief.dial(port);
        open.setExceptionListener(broken -> ended.countDown());
        open.start();

        await().atMost(SOON).until(() -> {
            broker.closeUnwelcome();
            return ended.getCount() == 0;
        });

        isRefused(brief, Reason.EXPIRED);
    }

    @Test
    void a_certificate_that_a_restored_county_does_not_remember_is_taken_and_entered() throws Exception {
        NodeId forgotten = NodeId.of("610924116");
        assertThat(worthOf(forgotten)).isEqualTo(Worth.NONE);

        SiteLine.of(forgotten, authority, DAY).send(port, up(forgotten), "known again");

        await().atMost(SOON).untilAsserted(() -> assertThat(worthOf(forgotten)).isEqualTo(Worth.VALID));
    }

    private void isRefused(SiteLine line, Reason reason) {
        long before = refusals(reason.name());
        assertThatThrownBy(() -> line.dialInVain(port)).isInstanceOf(JMSException.class);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(refusals(reason.name())).isGreaterThan(before));
    }

    private long refusals(String reason) {
        return broker.refusals().getOrDefault(reason, 0L);
    }

    private Worth worthOf(NodeId site) {
        return desk.sites().stream()
                .filter(standing -> standing.site().equals(site))
                .map(CertificateDesk.Standing::worth)
                .findFirst()
                .orElseThrow();
    }

    private int revoke(NodeId site, String body, String username) throws Exception {
        String token = json.readTree(web.perform(post("/api/v1/tokens")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"username\":\"" + username + "\",\"password\":\"yilu-demo-2026\"}"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .path("token")
                .asString();
        return web.perform(post("/api/v1/sites/" + site + "/revocation")
                        .header("Authorization", "Bearer " + token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private static void endOfStream(SSLSocket socket) throws IOException {
        if (socket.getInputStream().read() < 0) {
            throw new IOException("closed by the server");
        }
    }

    private static String up(NodeId site) {
        return "yilu.up." + site + ".file";
    }
}
