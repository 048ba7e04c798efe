package io.yilu.node.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path folder;

    @Test
    void a_secret_is_made_once_and_is_readable_to_the_node_alone() throws Exception {
        try (DataDirectory directory = DataDirectory.open(folder)) {
            assertThat(directory.secretText("word", () -> "first")).isEqualTo("first");
            assertThat(directory.secretText("word", () -> "second")).isEqualTo("first");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.keys().resolve("word"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.keys())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void a_closed_directory_can_be_opened_again() throws Exception {
        DataDirectory.open(folder).close();
        try (DataDirectory again = DataDirectory.open(folder)) {
            assertThat(again.root()).isEqualTo(folder.toRealPath());
        }
    }
}
