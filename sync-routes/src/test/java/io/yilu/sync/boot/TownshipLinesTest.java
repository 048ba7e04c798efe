package io.yilu.sync.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NodeKeys;
import io.yilu.sync.engine.Carrier;
import io.yilu.sync.routes.CamelCarrier;
import io.yilu.sync.routes.LaneConnections;
import io.yilu.sync.tls.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The lines as a township makes them: whom they dial, when, and for how long. */
class TownshipLinesTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final NodeKeys ISSUED = new TestAuthority().keysOf(TOWN);
    private static final int LANES = Lane.values().length;
    private static final int DIALS_OF_THE_FIRST_MINUTE = 50;

    private final List<Socket> dialled = new ArrayList<>();
    private ServerSocket county;
    private SiteKeys keys;
    private LaneConnections lines;
    private Carrier carrier;

    @BeforeEach
    void makeLines() throws IOException {
        county = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        keys = new SiteKeys();
        lines = TownshipLines.of(
                new LinkProperties("127.0.0.1", county.getLocalPort()),
                keys,
                Clock.systemUTC(),
                new LaneConnections.Listener() {});
        carrier = new CamelCarrier(TOWN, new DefaultCamelContext().createProducerTemplate(), lines);
    }

    @AfterEach
    void hangUp() throws IOException {
        // First, since a dial waits for the county's greeting.
        for (Socket socket : dialled) {
            socket.close();
        }
        county.close();
        lines.close();
    }

    /** A full queue takes a dial only when it asks again, after three seconds; other systems than Linux refuse it instead. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void law_3_a_line_that_takes_seconds_there_and_back_is_got_through_by_a_patient_dial() throws Exception {
        int waiting = fillQueue();
        for (int i = 0; i < DIALS_OF_THE_FIRST_MINUTE; i++) {
            carrier.redial(NodeId.COUNTY);
        }
        await().atMost(SOON).until(() -> {
            carrier.redial(NodeId.COUNTY);
            return keys.asked.get() >= 2 * LANES;
        });
        await().pollDelay(Duration.ofMillis(1_500)).atMost(SOON).until(() -> true);
        county.setSoTimeout(15_000);
        for (int i = 0; i < waiting + LANES; i++) {
            dialled.add(county.accept());
        }
    }

    @Test
    void a_site_that_is_not_enrolled_dials_nobody() throws Exception {
        keys.enrolled = false;
        carrier.redial(NodeId.COUNTY);
        await().atMost(SOON).until(() -> keys.asked.get() == LANES);
        county.setSoTimeout(500);
        assertThatThrownBy(() -> dialled.add(county.accept())).isInstanceOf(SocketTimeoutException.class);
        keys.enrolled = true;
        await().atMost(SOON).until(() -> {
            carrier.redial(NodeId.COUNTY);
            return keys.asked.get() > LANES;
        });
        county.setSoTimeout((int) SOON.toMillis());
        dialled.add(county.accept());
    }

    /** Returns how many now wait to be accepted. */
    private int fillQueue() throws IOException {
        while (true) {
            Socket socket = new Socket();
            dialled.add(socket);
            try {
                socket.connect(county.getLocalSocketAddress(), 300);
            } catch (SocketTimeoutException full) {
                assertThat(dialled).hasSizeGreaterThan(1);
                return dialled.size() - 1;
            }
        }
    }

    /** Counts the dials, each of which asks whether the site is enrolled. */
    private static final class SiteKeys implements NodeKeys {
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean enrolled = true;

        @Override
        public Optional<Instant> validUntil() {
            asked.incrementAndGet();
            return enrolled ? ISSUED.validUntil() : Optional.empty();
        }

        @Override
        public PrivateKey privateKey() {
            return ISSUED.privateKey();
        }

        @Override
        public X509Certificate certificate() {
            return ISSUED.certificate();
        }

        @Override
        public X509Certificate authority() {
            return ISSUED.authority();
        }

        @Override
        public Optional<X509Certificate> certificateOf(NodeId peer) {
            return ISSUED.certificateOf(peer);
        }
    }
}
