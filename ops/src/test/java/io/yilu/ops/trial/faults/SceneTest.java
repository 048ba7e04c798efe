package io.yilu.ops.trial.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import io.yilu.ops.trial.line.Flow;
import io.yilu.ops.trial.line.Weather;
import io.yilu.ops.trial.report.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A fault counts only if it met something. */
@Timeout(30)
class SceneTest {

    private static final Duration SHORT = Duration.ofMillis(400);

    @TempDir
    Path folder;

    private Stage stage;

    @BeforeEach
    void set() throws IOException {
        stage = new Stage(folder);
    }

    @AfterEach
    void clear() throws IOException {
        stage.close();
    }

    @Test
    void weather_in_which_nothing_was_carried_met_nothing() throws Exception {
        stage.dial();
        stage.scene.under(Weather.both(Flow.lossy(0.3)), SHORT);
        assertThat(stage.said).singleElement().asString().startsWith(Timeline.MISSED);
        assertThat(stage.line().weather()).isEqualTo(Weather.FAIR);
    }

    @Test
    void weather_in_which_something_was_carried_met_it() throws Exception {
        Socket town = stage.dial();
        Weather slow = Weather.both(Flow.slow(Duration.ofMillis(50)));
        CompletableFuture<Void> said = CompletableFuture.runAsync(() -> {
            await().until(() -> stage.line().weather().equals(slow));
            say(town, "驿路");
        });
        stage.scene.under(slow, Duration.ofSeconds(2));
        said.join();
        assertThat(stage.said).containsExactly("驿路".getBytes(UTF_8).length + " bytes passed in 2 s");
    }

    @Test
    void an_outage_ends_connections_lets_none_begin_and_is_over_then() throws Exception {
        stage.dial();
        await().until(() -> stage.line().open() == 1);
        assertThat(stage.scene.withoutLine(SHORT)).isEqualTo(1);
        assertThat(stage.line().weather()).isEqualTo(Weather.FAIR);
        assertThat(stage.scene.withoutLine(SHORT))
                .as("nobody had dialled again")
                .isZero();
    }

    @Test
    void a_node_without_a_process_does_not_stand_still() throws Exception {
        Fault stall = FaultList.all().stream()
                .filter(fault -> fault.name().equals("stall-town"))
                .findFirst()
                .orElseThrow();
        stall.strike().at(stage.scene);
        assertThat(stage.said).singleElement().asString().startsWith(Timeline.MISSED);
    }

    @Test
    void somebody_was_served_since_then_only_if_they_asked_since_then() {
        stage.note(Phase.ASKED, Kind.ACCEPT, "accept-1", stage.town, "");
        int before = stage.history.deeds().size();
        stage.note(Phase.TOLD, Kind.ACCEPT, "accept-1", stage.town, "1");
        stage.note(Phase.ASKED, Kind.DECISION, "decision-1", stage.scene.county(), "1");
        stage.note(Phase.TOLD, Kind.DECISION, "decision-1", stage.scene.county(), "1");
        stage.note(Phase.ASKED, Kind.ACCEPT, "accept-2", stage.town, "");
        assertThat(stage.scene.isServedSince(before, stage.town)).isFalse();
        assertThat(stage.scene.isServedSince(before, stage.scene.county())).isTrue();
        stage.note(Phase.TOLD, Kind.ACCEPT, "accept-2", stage.town, "2");
        assertThat(stage.scene.isServedSince(before, stage.town)).isTrue();
    }

    private static void say(Socket socket, String word) {
        try {
            socket.getOutputStream().write(word.getBytes(UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
