package io.yilu.sync.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle larger than the memory goes out and comes in, in a process of its own with a heap smaller than the file. */
class SmallHeapTest {

    private static final long FILE_MEGABYTES = 96;

    @TempDir
    Path disk;

    @Test
    void a_file_larger_than_the_heap_goes_through_a_bundle() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx56m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SmallHeap.class.getName(),
                        disk.toString(),
                        Long.toString(FILE_MEGABYTES)))
                .redirectErrorStream(true)
                .redirectOutput(new File(disk.toFile(), "log"))
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(new File(disk.toFile(), "log")).content().contains("arrived whole");
        assertThat(process.exitValue()).isZero();
    }
}
