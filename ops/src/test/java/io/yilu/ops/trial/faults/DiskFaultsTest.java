package io.yilu.ops.trial.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bad disk does to a file that is there, and to none that is not. */
class DiskFaultsTest {

    @TempDir
    Path folder;

    @Test
    void a_part_that_was_finished_meanwhile_is_not_made_up() {
        Path gone = folder.resolve("610924102-abc.part");
        assertThatThrownBy(() -> DiskFaults.spoil(gone)).isInstanceOf(NoSuchFileException.class);
        assertThat(gone).doesNotExist();
    }

    @Test
    void one_byte_is_wrong_then() throws IOException {
        Path part = Files.write(folder.resolve("610924102-abc.part"), new byte[] {1, 2, 3, 4, 5});
        DiskFaults.spoil(part);
        assertThat(Files.readAllBytes(part)).containsExactly(1, 2, 2, 4, 5);
    }
}
