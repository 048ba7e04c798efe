package io.yilu.sync.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.sync.trial.SmallHeapProcess;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle larger than the memory goes out and comes in, in a process of its own with a heap smaller than the file. */
class SmallHeapTest {

    private static final long FILE_MEGABYTES = 96;

    @TempDir
    Path disk;

    @Test
    void a_file_larger_than_the_heap_goes_through_a_bundle() throws IOException, InterruptedException {
        Path log = SmallHeapProcess.run(SmallHeap.class, 56, disk, disk.toString(), Long.toString(FILE_MEGABYTES));
        assertThat(log).content().contains("arrived whole");
    }
}
