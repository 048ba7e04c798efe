package io.yilu.county.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class CountyBrokerTest {

    private static final NodeId HANWANG = new NodeId("610924102");
    private static final NodeId MAOBA = new NodeId("610924103");
    private static final String UP = "yilu.up.610924102.case";
    private static final String DOWN = "yilu.down.610924102.control";

    @TempDir
    private Path home;

    private final AtomicInteger exits = new AtomicInteger();
    private int port;
    private CountyBroker broker;

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        broker = newBroker();
        broker.start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void a_site_sends_up_with_its_secret_and_the_county_receives() throws Exception {
        send(HANWANG.value(), secretOf(HANWANG), UP, "case");

        assertThat(receiveAsCounty(UP)).isEqualTo("case");
    }

    @Test
    void a_site_receives_what_the_county_sends_down() throws Exception {
        try (Connection county = broker.connectionFactory().createConnection()) {
            sendOver(county, DOWN, "result");
        }
        try (Connection site = dial(HANWANG.value(), secretOf(HANWANG))) {
            assertThat(receiveOver(site, DOWN)).isEqualTo("result");
        }
    }

    @Test
    void a_wrong_secret_is_refused() {
        assertThatThrownBy(() -> dial(HANWANG.value(), secretOf(MAOBA))).isInstanceOf(JMSSecurityException.class);
    }

    @Test
    void nobody_comes_in_without_a_name_or_a_secret() {
        assertThatThrownBy(() -> dial(null, null)).isInstanceOf(JMSSecurityException.class);
        assertThatThrownBy(() -> dial(HANWANG.value(), null)).isInstanceOf(JMSSecurityException.class);
        assertThatThrownBy(() -> dial("610924999", "x")).isInstanceOf(JMSSecurityException.class);
        assertThatThrownBy(() -> dial("../" + HANWANG, "x")).isInstanceOf(JMSSecurityException.class);
        assertThatThrownBy(() -> dial("county", "county")).isInstanceOf(JMSSecurityException.class);
    }

    @Test
    void the_cluster_user_of_the_manual_is_refused() {
        assertThatThrownBy(() -> dial("ACTIVEMQ.CLUSTER.ADMIN.USER", "CHANGE ME!!"))
                .isInstanceOf(JMSSecurityException.class);
    }

    @Test
    void a_site_reaches_no_address_of_another_site() {
        assertThatThrownBy(() -> send(HANWANG.value(), secretOf(HANWANG), "yilu.up.610924103.case", "forged"))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("permission");
        assertThatThrownBy(() -> receive(HANWANG, "yilu.down.610924103.control"))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("permission");
    }

    @Test
    void a_site_neither_reads_what_goes_up_nor_writes_what_comes_down() {
        assertThatThrownBy(() -> receive(HANWANG, UP)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> send(HANWANG.value(), secretOf(HANWANG), DOWN, "forged"))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> send(HANWANG.value(), secretOf(HANWANG), "yilu.up.610924102.other", "new queue"))
                .isInstanceOf(JMSException.class);
    }

    @Test
    void secrets_are_random_kept_and_readable_by_the_node_alone() throws Exception {
        String before = secretOf(HANWANG);

        broker.close();
        broker = newBroker();
        broker.start();

        assertThat(before).matches("[0-9a-f]{64}").isNotEqualTo(secretOf(MAOBA)).isEqualTo(secretOf(HANWANG));
        Path file = home.resolve("secrets").resolve(HANWANG.value());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void what_was_sent_survives_a_restart() throws Exception {
        send(HANWANG.value(), secretOf(HANWANG), UP, "durable");

        broker.close();
        broker = newBroker();
        broker.start();

        assertThat(receiveAsCounty(UP)).isEqualTo("durable");
    }

    @Test
    void a_deleted_directory_starts_empty_without_complaint() throws Exception {
        send(HANWANG.value(), secretOf(HANWANG), UP, "gone with the directory");
        broker.close();
        FileSystemUtils.deleteRecursively(home.resolve("broker"));

        broker = newBroker();
        broker.start();

        send(HANWANG.value(), secretOf(HANWANG), UP, "after");
        assertThat(receiveAsCounty(UP)).isEqualTo("after");
    }

    @Test
    void a_taken_port_fails_the_start_and_names_the_port() {
        CountyBroker second = new CountyBroker(
                new BrokerProperties("127.0.0.1", port, null),
                home.resolve("second"),
                List.of(HANWANG),
                new LinkSecrets(home.resolve("secrets")),
                exits::incrementAndGet);

        assertThatThrownBy(second::start)
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("YILU-BROKER-001")
                .hasMessageContaining(String.valueOf(port));
        assertThat(exits).hasValue(0);
    }

    @Test
    void a_failed_start_is_told_in_two_lines() {
        PermanentException failure =
                new PermanentException("YILU-BROKER-001", "The port is taken.", "End the other process.");

        assertThat(new BrokerFailureAnalyzer().analyze(new IllegalStateException("wrapped", failure)))
                .satisfies(analysis -> {
                    assertThat(analysis.getDescription()).isEqualTo("YILU-BROKER-001: The port is taken.");
                    assertThat(analysis.getAction()).isEqualTo("End the other process.");
                });
    }

    @Test
    void a_broker_that_stops_by_itself_ends_the_node() throws Exception {
        broker.server().stop();

        await().untilAsserted(() -> assertThat(exits).hasValue(1));
    }

    @Test
    void a_broker_that_is_closed_ends_nothing() {
        broker.close();

        assertThat(exits).hasValue(0);
        assertThat(broker.isRunning()).isFalse();
    }

    private CountyBroker newBroker() {
        return new CountyBroker(
                new BrokerProperties("127.0.0.1", port, null),
                home.resolve("broker"),
                List.of(HANWANG, MAOBA),
                new LinkSecrets(home.resolve("secrets")),
                exits::incrementAndGet);
    }

    private String secretOf(NodeId site) throws IOException {
        return Files.readString(home.resolve("secrets").resolve(site.value())).strip();
    }

    private Connection dial(@Nullable String user, @Nullable String secret) throws JMSException {
        ActiveMQConnectionFactory factory =
                new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port + "?useTopologyForLoadBalancing=false");
        return factory.createConnection(user, secret);
    }

    private void send(String user, String secret, String queue, String text) throws JMSException {
        try (Connection connection = dial(user, secret)) {
            sendOver(connection, queue, text);
        }
    }

    private void receive(NodeId site, String queue) throws Exception {
        try (Connection connection = dial(site.value(), secretOf(site))) {
            receiveOver(connection, queue);
        }
    }

    private String receiveAsCounty(String queue) throws JMSException {
        try (Connection county = broker.connectionFactory().createConnection()) {
            return receiveOver(county, queue);
        }
    }

    private static void sendOver(Connection connection, String queue, String text) throws JMSException {
        try (Session session = connection.createSession()) {
            MessageProducer producer = session.createProducer(session.createQueue(queue));
            producer.send(session.createTextMessage(text));
        }
    }

    private static String receiveOver(Connection connection, String queue) throws JMSException {
        connection.start();
        try (Session session = connection.createSession()) {
            TextMessage message = (TextMessage)
                    session.createConsumer(session.createQueue(queue)).receive(5_000);
            assertThat(message).as("a message on %s", queue).isNotNull();
            return message.getText();
        }
    }
}
