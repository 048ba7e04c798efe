package io.yilu.county.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yilu.county.trial.SiteLine;
import io.yilu.county.trust.Authority;
import io.yilu.schemas.enrolment.CertificateCheck;
import io.yilu.schemas.enrolment.CertificateRefused;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Refusals;
import io.yilu.sync.files.DiskSpace;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.server.files.FileStoreMonitor;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class CountyBrokerTest {

    private static final NodeId HANWANG = new NodeId("610924102");
    private static final NodeId MAOBA = new NodeId("610924103");
    private static final Authority AUTHORITY = Authority.create(Clock.systemUTC());
    private static final SiteLine HANWANGS = SiteLine.of(HANWANG, AUTHORITY, Duration.ofDays(1));
    private static final SiteLine COUNTYS = SiteLine.of(NodeId.COUNTY, AUTHORITY, Duration.ofDays(1));
    private static final String UP = "yilu.up.610924102.case";
    private static final String DOWN = "yilu.down.610924102.control";

    @TempDir
    private Path home;

    private final AtomicInteger exits = new AtomicInteger();
    private final NotedRefusals noted = new NotedRefusals();
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
    void a_site_sends_up_with_its_certificate_and_the_county_receives() throws Exception {
        HANWANGS.send(port, UP, "case");

        assertThat(receiveAsCounty(UP)).isEqualTo("case");
    }

    @Test
    void a_site_receives_what_the_county_sends_down() throws Exception {
        try (Connection county = broker.connectionFactory().createConnection()) {
            SiteLine.send(county, DOWN, "result");
        }
        try (Connection site = HANWANGS.dial(port)) {
            assertThat(SiteLine.receive(site, DOWN)).isEqualTo("result");
        }
        assertThat(broker.refusals()).isEmpty();
    }

    @Test
    void a_name_and_a_password_open_nothing_that_the_certificate_does_not() throws Exception {
        try (Connection asAnother = HANWANGS.dial(port, MAOBA.value(), "x");
                Connection asCounty = HANWANGS.dial(port, "county", "county");
                Connection asCluster = HANWANGS.dial(port, "maoba", "CHANGE ME!!")) {
            for (Connection connection : List.of(asAnother, asCounty, asCluster)) {
                assertThatThrownBy(() -> SiteLine.send(connection, "yilu.up.610924103.case", "forged"))
                        .isInstanceOf(JMSException.class);
                SiteLine.send(connection, UP, "as itself");
            }
        }
    }

    @Test
    void the_cluster_user_of_the_manual_is_refused() {
        assertThatThrownBy(() -> HANWANGS.dial(port, "ACTIVEMQ.CLUSTER.ADMIN.USER", "CHANGE ME!!"))
                .isInstanceOf(JMSException.class);
    }

    @Test
    void a_site_reaches_no_address_of_another_site_and_that_is_counted() {
        assertThatThrownBy(() -> HANWANGS.send(port, "yilu.up.610924103.case", "forged"))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("permission");
        assertThatThrownBy(() -> receive("yilu.down.610924103.control"))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("permission");
        assertThat(broker.refusals().get(RefusedConnections.ADDRESS)).isGreaterThanOrEqualTo(2);
        assertThat(noted.all())
                .allSatisfy(refusal -> assertThat(refusal.peer()).isEqualTo(HANWANG))
                .extracting(Refusals.Refusal::code)
                .containsOnly("YILU-TRUST-011");
    }

    @Test
    void a_site_neither_reads_what_goes_up_nor_writes_what_comes_down() {
        assertThatThrownBy(() -> receive(UP)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> HANWANGS.send(port, DOWN, "forged")).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> HANWANGS.send(port, "yilu.up.610924102.other", "new queue"))
                .isInstanceOf(JMSException.class);
    }

    @Test
    void a_broker_that_was_restarted_serves_on() throws Exception {
        HANWANGS.send(port, UP, "before");

        broker.close();
        broker = newBroker();
        broker.start();

        HANWANGS.send(port, UP, "after");
        assertThat(receiveAsCounty(UP)).as("the databases hold the rest").isEqualTo("after");
    }

    @Test
    void law_4_a_full_disk_holds_nobody_up_who_sends_for_the_county() throws Exception {
        fillTheDisk();
        try (Connection county = broker.connectionFactory().createConnection()) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 100; i++) {
                    send(county, DOWN, "x".repeat(48 * 1024));
                }
            });
            assertThat(sent).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void the_disk_is_full_for_the_broker_by_what_is_free_and_later_than_for_files() {
        Configuration layout = BrokerLayout.of(home, List.of(HANWANG));
        assertThat(layout.getMaxDiskUsage()).as("by a share").isNegative();
        assertThat(layout.getMinDiskFree()).isBetween(1L << 20, DiskSpace.RESERVE - 1);
    }

    private void fillTheDisk() {
        FileStoreMonitor disk = ((ActiveMQServerImpl) broker.server()).getMonitor();
        disk.setMinDiskFree(Long.MAX_VALUE);
        disk.tick();
        assertThat(broker.server().getPagingManager().isDiskFull()).isTrue();
    }

    private static void send(Connection connection, String queue, String text) {
        try {
            SiteLine.send(connection, queue, text);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_deleted_directory_starts_empty_without_complaint() throws Exception {
        HANWANGS.send(port, UP, "gone with the directory");
        broker.close();
        FileSystemUtils.deleteRecursively(home.resolve("broker"));

        broker = newBroker();
        broker.start();

        HANWANGS.send(port, UP, "after");
        assertThat(receiveAsCounty(UP)).isEqualTo("after");
    }

    @Test
    void law_1_a_directory_that_was_cut_short_is_left_behind_and_the_broker_starts_empty() throws Exception {
        broker.close();
        try (Stream<Path> files = Files.walk(home.resolve("broker"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (FileChannel content = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    content.truncate(Files.size(file) / 2);
                }
            }
        }
        broker = newBroker();
        broker.start();
        assertThat(broker.isRunning()).isTrue();
    }

    @Test
    void a_taken_port_fails_the_start_and_names_the_port() {
        CountyBroker second = new CountyBroker(
                new BrokerProperties("127.0.0.1", port, null),
                home.resolve("second"),
                List.of(HANWANG),
                CountyBrokerTest::siteOf,
                COUNTYS,
                noted,
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
                CountyBrokerTest::siteOf,
                COUNTYS,
                noted,
                exits::incrementAndGet);
    }

    private static NodeId siteOf(X509Certificate certificate) throws CertificateRefused {
        return CertificateCheck.nodeOf(
                certificate, AUTHORITY.certificate(), Clock.systemUTC().instant());
    }

    private void receive(String queue) throws JMSException {
        try (Connection connection = HANWANGS.dial(port)) {
            SiteLine.receive(connection, queue);
        }
    }

    private @Nullable String receiveAsCounty(String queue) throws JMSException {
        try (Connection county = broker.connectionFactory().createConnection()) {
            return SiteLine.receive(county, queue);
        }
    }
}
