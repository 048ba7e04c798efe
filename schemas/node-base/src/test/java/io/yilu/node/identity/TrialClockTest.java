package io.yilu.node.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialClockTest {

    private static final Clock RIGHT = Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC);

    @Test
    void it_is_right_without_a_file_and_wrong_by_what_the_file_says_as_soon_as_it_is_there(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("offset");
        Clock clock = new TrialClock(RIGHT, file);
        assertThat(clock.instant()).isEqualTo(RIGHT.instant());
        Files.writeString(file, "-P7305D\n");
        await().untilAsserted(() -> assertThat(clock.instant()).isEqualTo("2006-03-01T08:00:00Z"));
        Files.delete(file);
        await().untilAsserted(() -> assertThat(clock.instant()).isEqualTo(RIGHT.instant()));
    }
}
