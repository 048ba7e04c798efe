package io.yilu.sync.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NodeKeys;
import io.yilu.sync.tls.LinkTls;
import io.yilu.sync.tls.PeerCheck;
import io.yilu.sync.tls.TestAuthority;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lanes of a township against a real broker: who dials, what a break does, and that nobody waits for the dead. */
class LaneConnectionsTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path dir;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<LaneConnections> opened = new ArrayList<>();
    private final List<TestBroker> started = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        opened.forEach(LaneConnections::close);
        for (TestBroker broker : started) {
            broker.stop();
        }
    }

    @Test
    void nobody_but_the_exchange_dials_and_all_lanes_come_up_together() throws Exception {
        TestBroker broker = startedBroker();
        LaneConnections connections = connections(broker.port(), broker.enrolled(TOWN));
        assertThatThrownBy(() -> connections.factory(Lane.CASE).createConnection())
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("down");
        assertThat(connections.areUp()).isFalse();
        connections.redial();
        await().atMost(SOON).until(() -> heard.contains("found"));
        assertThat(connections.areUp()).isTrue();
        try (Connection connection = connections.factory(Lane.CASE).createConnection()) {
            assertThat(connection).isNotNull();
        }
    }

    @Test
    void law_3_a_connection_that_breaks_is_heard_of_at_once_and_takes_the_other_lanes_with_it() throws Exception {
        TestBroker broker = startedBroker();
        LaneConnections connections = connections(broker.port(), broker.enrolled(TOWN));
        connections.redial();
        await().atMost(SOON).until(connections::areUp);
        broker.stop();
        await().atMost(SOON).until(() -> heard.contains("lost"));
        assertThat(connections.areUp()).isFalse();
        broker.start();
        await().pollInterval(Duration.ofSeconds(1)).atMost(SOON).until(() -> {
            if (!connections.areUp()) {
                connections.redial();
            }
            return connections.areUp();
        });
        assertThat(heard).containsExactly("found", "lost", "found");
    }

    @Test
    void law_3_a_line_that_is_given_up_is_dropped_and_dialled_anew_without_a_farewell() throws Exception {
        TestBroker broker = startedBroker();
        LaneConnections connections = connections(broker.port(), broker.enrolled(TOWN));
        connections.redial();
        await().atMost(SOON).until(connections::areUp);
        List<String> sent = new CopyOnWriteArrayList<>();
        CountDownLatch hangs = new CountDownLatch(1);
        connections.send(Lane.FILE, () -> waitFor(hangs));
        connections.send(Lane.FILE, () -> sent.add("on the dropped connection"));
        connections.redial();
        hangs.countDown();
        await().atMost(SOON).until(connections::areUp);
        connections.send(Lane.FILE, () -> sent.add("on the new one"));
        await().atMost(SOON).until(() -> !sent.isEmpty());
        assertThat(sent).containsExactly("on the new one");
        assertThat(heard).containsExactly("found", "found");
    }

    @Test
    void law_8_a_line_that_is_left_takes_nothing_from_its_queues_until_it_is_dialled_anew() throws Exception {
        TestBroker broker = startedBroker();
        LaneConnections connections = connections(broker.port(), broker.enrolled(TOWN));
        connections.redial();
        await().atMost(SOON).until(connections::areUp);
        assertThat(broker.connections()).isEqualTo(Lane.values().length);
        connections.hangUp();
        assertThat(connections.areUp()).isFalse();
        await().atMost(SOON).until(() -> broker.connections() == 0);
        connections.redial();
        await().atMost(SOON).until(connections::areUp);
    }

    @Test
    void a_send_that_hangs_holds_up_neither_the_other_lanes_nor_a_new_dial() throws Exception {
        TestBroker broker = startedBroker();
        LaneConnections connections = connections(broker.port(), broker.enrolled(TOWN));
        connections.redial();
        await().atMost(SOON).until(connections::areUp);
        CountDownLatch hangs = new CountDownLatch(1);
        List<String> sent = new CopyOnWriteArrayList<>();
        connections.send(Lane.FILE, () -> waitFor(hangs));
        connections.send(Lane.CONTROL, () -> sent.add("decision"));
        await().atMost(SOON).until(() -> sent.contains("decision"));
        hangs.countDown();
    }

    @Test
    void a_county_that_is_not_there_is_dialled_quickly_first_and_patiently_later() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        LaneConnections connections = connections(nobody, new TestAuthority().keysOf(TOWN));
        connections.redial();
        await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> !connections.areUp());
        assertThat(IntStream.range(0, 10).mapToObj(LaneConnections::connectTimeout))
                .containsOnly(Duration.ofSeconds(1));
        assertThat(IntStream.range(10, 30).mapToObj(LaneConnections::connectTimeout))
                .containsOnly(Duration.ofSeconds(1), Duration.ofSeconds(4));
        assertThat(LaneConnections.connectTimeout(500)).isEqualTo(Duration.ofSeconds(8));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private TestBroker startedBroker() throws Exception {
        TestBroker broker = new TestBroker(dir.resolve("broker"));
        broker.start();
        started.add(broker);
        return broker;
    }

    private LaneConnections connections(int port, NodeKeys keys) {
        String tls = LinkTls.parameters(keys, PeerCheck.theCountyOnly(keys, Clock.systemUTC()), "&");
        Map<Lane, ActiveMQConnectionFactory> lines = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            lines.put(
                    lane,
                    new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port
                            + "?reconnectAttempts=0&initialConnectAttempts=1&connect-timeout-millis=1000&callTimeout=4000&useEpoll=false&"
                            + tls));
        }
        LaneConnections dialled = LaneConnections.dialled(lines, () -> true, new LaneConnections.Listener() {
            @Override
            public void lineFound() {
                heard.add("found");
            }

            @Override
            public void lineLost() {
                heard.add("lost");
            }
        });
        opened.add(dialled);
        return dialled;
    }
}
