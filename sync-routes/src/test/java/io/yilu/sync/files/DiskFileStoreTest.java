package io.yilu.sync.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Hashes;
import io.yilu.sync.ledger.MemoryLedger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFileStoreTest {

    @TempDir
    Path dir;

    private MemoryLedger ledger;
    private DiskChunkStore chunks;
    private DiskFileStore store;

    @BeforeEach
    void makeStore() {
        Clock clock = Clock.systemUTC();
        ledger = new MemoryLedger(NodeId.COUNTY, UUID.randomUUID(), clock);
        chunks = new DiskChunkStore(dir.resolve("blobs"));
        store = new DiskFileStore(chunks, ledger.files(), clock);
    }

    @Test
    void what_is_stored_can_be_opened_and_read_chunk_by_chunk() throws IOException {
        byte[] scan = bytes(200_000);
        FileRef file = store.store(new ByteArrayInputStream(scan), "image/png", "户口簿.png", 1_000_000);
        assertThat(file).isEqualTo(new FileRef(Hashes.sha256Hex(scan), 200_000, "image/png", "户口簿.png"));
        assertThat(store.open(file.sha256()).orElseThrow().readAllBytes()).isEqualTo(scan);
        FileManifest manifest = ledger.files().manifest(file.sha256()).orElseThrow();
        assertThat(manifest.chunks()).isEqualTo(4);
        assertThat(manifest.isConsistent()).isTrue();
        assertThat(chunks.read(manifest, 3)).isEqualTo(java.util.Arrays.copyOfRange(scan, 3 * 65_536, 200_000));
    }

    @Test
    void chunks_that_come_in_any_order_become_a_file_only_when_the_whole_hash_is_right() throws IOException {
        byte[] scan = bytes(150_000);
        FileManifest manifest = new FileManifest(Hashes.sha256Hex(scan), scan.length, 65_536, "");
        for (int index : List.of(2, 0, 1)) {
            int from = index * 65_536;
            chunks.write(manifest, index, java.util.Arrays.copyOfRange(scan, from, from + manifest.lengthOf(index)));
            assertThat(chunks.isVisible(manifest.sha256())).isFalse();
        }
        assertThat(chunks.finish(manifest)).isTrue();
        assertThat(chunks.open(manifest.sha256()).readAllBytes()).isEqualTo(scan);
    }

    @Test
    void a_file_with_a_wrong_hash_is_thrown_away() {
        FileManifest manifest = new FileManifest(Hashes.sha256Hex(bytes(10)), 10, 65_536, "");
        chunks.write(manifest, 0, new byte[10]);
        assertThat(chunks.finish(manifest)).isFalse();
        assertThat(chunks.isVisible(manifest.sha256())).isFalse();
    }

    @Test
    void a_file_that_is_too_big_is_refused_and_leaves_nothing() throws IOException {
        assertThatThrownBy(
                        () -> store.store(new ByteArrayInputStream(bytes(2_000_000)), "image/png", "a.png", 1_048_576))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("YILU-FILE-002")
                .hasMessageContaining("1 MB");
        assertThat(filesUnder(dir)).isEmpty();
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing() throws IOException {
        InputStream broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("connection reset");
                }
                return 7;
            }
        };
        assertThatThrownBy(() -> store.store(broken, "image/png", "a.png", 1_000_000))
                .isInstanceOf(IOException.class);
        assertThat(filesUnder(dir)).isEmpty();
    }

    @Test
    void a_name_is_never_made_from_anything_but_a_hash() {
        assertThatThrownBy(() -> chunks.isVisible("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> chunks.isVisible("A".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Path> filesUnder(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
