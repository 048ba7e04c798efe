package io.yilu.ops.trial.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yilu.ops.fleet.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LineProxyTest {

    private static final byte[] WORD = "驿路".getBytes(StandardCharsets.UTF_8);

    private ServerSocket county;
    private LineProxy line;
    private Socket town;
    private Socket there;

    @BeforeEach
    void dial() throws IOException {
        county = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        int port = Ports.free().county();
        line = new LineProxy(port, county.getLocalPort());
        town = new Socket(InetAddress.getLoopbackAddress(), port);
        there = county.accept();
        await().until(() -> line.open() == 1);
    }

    @AfterEach
    void hangUp() throws IOException {
        line.close();
        county.close();
        town.close();
        there.close();
    }

    @Test
    void it_carries_both_ways() throws IOException {
        says(town, there);
        says(there, town);
    }

    @Test
    void a_held_direction_carries_nothing_until_it_is_free_again_and_then_loses_nothing() throws IOException {
        line.set(new Weather(Flow.HELD, Flow.FREE, false));
        town.getOutputStream().write(WORD);
        says(there, town);
        there.setSoTimeout(300);
        assertThatThrownBy(() -> there.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        line.set(Weather.FAIR);
        there.setSoTimeout(0);
        assertThat(there.getInputStream().readNBytes(WORD.length)).isEqualTo(WORD);
    }

    @Test
    void a_cut_reaches_both_ends() {
        assertThat(line.cut()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(isOver(town)).isTrue());
        await().untilAsserted(() -> assertThat(isOver(there)).isTrue());
        assertThat(line.open()).isZero();
    }

    @Test
    void a_line_that_is_taken_away_ends_what_is_open_and_lets_nothing_begin() throws IOException {
        says(town, there);
        await().untilAsserted(() -> assertThat(line.carried()).isEqualTo(WORD.length));
        assertThat(line.takeAway()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(isOver(town)).isTrue());
        try (Socket again = new Socket(InetAddress.getLoopbackAddress(), town.getPort())) {
            await().untilAsserted(() -> assertThat(isOver(again)).isTrue());
        }
        assertThat(line.open()).isZero();
    }

    @Test
    void a_blocked_line_stays_so_whatever_its_weather_becomes_and_has_that_weather_afterwards() throws IOException {
        assertThat(line.block()).isEqualTo(1);
        line.set(Weather.both(Flow.slow(Duration.ofMillis(1))));
        try (Socket again = new Socket(InetAddress.getLoopbackAddress(), town.getPort())) {
            await().untilAsserted(() -> assertThat(isOver(again)).isTrue());
        }
        assertThat(line.open()).isZero();
        line.unblock();
        assertThat(line.weather()).isEqualTo(Weather.both(Flow.slow(Duration.ofMillis(1))));
        try (Socket again = new Socket(InetAddress.getLoopbackAddress(), town.getPort())) {
            await().untilAsserted(() -> assertThat(line.open()).isEqualTo(1));
        }
    }

    @Test
    void one_connection_of_two_may_go_dead_while_the_other_lives() throws IOException {
        try (Socket second = new Socket(InetAddress.getLoopbackAddress(), town.getPort());
                Socket secondThere = county.accept()) {
            assertThat(line.leaveOneHalfOpen()).isTrue();
            await().untilAsserted(() ->
                    assertThat(isOver(there) ^ isOver(secondThere)).isTrue());
            assertThat(isOver(town) || isOver(second)).as("no town end is told").isFalse();
            assertThat(line.halfOpen()).isEqualTo(1);
        }
    }

    @Test
    void a_cut_after_some_bytes_lets_exactly_those_pass() throws IOException {
        line.cutAfter(4);
        town.getOutputStream().write(WORD);
        int passed = 0;
        try {
            while (there.getInputStream().read() >= 0) {
                passed++;
            }
        } catch (IOException reset) {
            // The rest is gone with the connection.
        }
        assertThat(passed).isLessThanOrEqualTo(4);
        assertThat(line.cutInTheMiddle())
                .as("so that a cut which met nothing is not counted")
                .isEqualTo(1);
        await().untilAsserted(() -> assertThat(isOver(town)).isTrue());
    }

    @Test
    void a_half_open_line_ends_at_the_county_and_the_town_does_not_notice() throws IOException {
        assertThat(line.leaveHalfOpen()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(isOver(there)).isTrue());
        town.getOutputStream().write(WORD);
        assertThat(isOver(town)).isFalse();
    }

    private static void says(Socket from, Socket to) throws IOException {
        from.getOutputStream().write(WORD);
        assertThat(to.getInputStream().readNBytes(WORD.length)).isEqualTo(WORD);
    }

    private static boolean isOver(Socket socket) throws IOException {
        socket.setSoTimeout(100);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
