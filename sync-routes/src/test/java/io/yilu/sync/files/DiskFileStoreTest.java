package io.yilu.sync.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Hashes;
import io.yilu.sync.ledger.MemoryLedger;
import io.yilu.sync.trial.Orders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFileStoreTest {

    private static final NodeId TOWN = NodeId.of("610924102");

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
            chunks.write(
                    TOWN, manifest, index, java.util.Arrays.copyOfRange(scan, from, from + manifest.lengthOf(index)));
            assertThat(chunks.isVisible(manifest.sha256())).isFalse();
        }
        assertThat(chunks.finish(TOWN, manifest)).isTrue();
        assertThat(chunks.open(manifest.sha256()).readAllBytes()).isEqualTo(scan);
    }

    @Test
    void a_file_with_a_wrong_hash_is_never_visible() {
        FileManifest manifest = new FileManifest(Hashes.sha256Hex(bytes(10)), 10, 65_536, "");
        chunks.write(TOWN, manifest, 0, new byte[10]);
        assertThat(chunks.finish(TOWN, manifest)).isFalse();
        assertThat(chunks.isVisible(manifest.sha256())).isFalse();
    }

    @Test
    void a_part_that_is_gone_cut_off_or_spoilt_tells_which_chunks_are_sound() throws IOException {
        byte[] scan = bytes(150_000);
        FileManifest manifest = stored(scan);
        chunks.takeBack(TOWN, manifest.sha256());
        Path part = filesUnder(dir.resolve("blobs/incoming")).get(0);
        assertThat(chunks.soundChunks(TOWN, manifest).stream()).containsExactly(0, 1, 2);
        try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
            file.setLength(140_000);
            file.seek(70_000);
            file.write(1 + file.read());
        }
        assertThat(chunks.finish(TOWN, manifest)).isFalse();
        assertThat(chunks.soundChunks(TOWN, manifest).stream()).containsExactly(0);
        Files.delete(part);
        assertThat(chunks.soundChunks(TOWN, manifest).isEmpty()).isTrue();
        assertThat(chunks.finish(TOWN, manifest)).isFalse();
    }

    @Test
    void a_spoilt_or_missing_file_is_told_from_a_sound_one() throws IOException {
        FileManifest manifest = stored(bytes(1000));
        assertThat(chunks.isSound(manifest.sha256())).isTrue();
        assertThat(chunks.sizeOf(manifest.sha256())).isEqualTo(1000);
        Files.write(filesUnder(dir).get(0), new byte[] {1}, StandardOpenOption.WRITE);
        assertThat(chunks.isSound(manifest.sha256())).isFalse();
        chunks.remove(manifest.sha256());
        chunks.remove(manifest.sha256());
        assertThat(chunks.isSound(manifest.sha256())).isFalse();
        assertThat(chunks.sizeOf(manifest.sha256())).isEqualTo(-1);
    }

    @Test
    void chunks_beyond_two_gigabytes_are_written_and_read_where_they_belong() throws IOException {
        long size = (3L << 30) + 5;
        FileManifest manifest = new FileManifest("a".repeat(64), size, 65_536, "");
        byte[] last = bytes(5);
        chunks.write(TOWN, manifest, manifest.chunks() - 1, last);
        Path part = filesUnder(dir).get(0);
        assertThat(Files.size(part)).isEqualTo(size);
        chunks.moveIn(part, manifest.sha256());
        assertThat(chunks.read(manifest, manifest.chunks() - 1)).isEqualTo(last);
        assertThat(chunks.read(manifest, manifest.chunks() - 2)).isEqualTo(new byte[65_536]);
    }

    @Test
    void a_disk_that_is_really_full_is_named_and_the_chunk_is_taken_once_there_is_room() throws IOException {
        FileManifest manifest = new FileManifest(Hashes.sha256Hex(bytes(10)), 10, 65_536, "");
        Path part = dir.resolve("blobs/incoming").resolve(TOWN + "-" + manifest.sha256() + ".part");
        // Whatever is written to this device fails as it does on a full disk.
        Files.createSymbolicLink(part, Path.of("/dev/full"));
        assertThatThrownBy(() -> chunks.write(TOWN, manifest, 0, bytes(10)))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("YILU-FILE-004")
                .hasMessageContaining("No space left");
        Files.delete(part);
        chunks.write(TOWN, manifest, 0, bytes(10));
        assertThat(chunks.finish(TOWN, manifest)).isTrue();
    }

    @Test
    void files_leave_room_for_the_database_and_what_was_stored_before_stays() throws IOException {
        AtomicLong free = new AtomicLong(DiskSpace.RESERVE + 1_000_000);
        DiskChunkStore small = new DiskChunkStore(dir.resolve("small"), new DiskSpace(free::get));
        DiskFileStore full = new DiskFileStore(small, ledger.files(), Clock.systemUTC());
        FileRef before = full.store(new ByteArrayInputStream(bytes(1000)), "image/png", "a.png", 1_000_000);
        free.set(DiskSpace.RESERVE - 1);
        assertThatThrownBy(() -> full.store(new ByteArrayInputStream(bytes(2000)), "image/png", "b.png", 1_000_000))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("YILU-FILE-006")
                .hasMessageContaining("127 MB");
        FileManifest coming = new FileManifest(Hashes.sha256Hex(bytes(10)), 10, 65_536, "");
        assertThatThrownBy(() -> small.write(TOWN, coming, 0, bytes(10))).hasMessageContaining("YILU-FILE-006");
        assertThat(full.open(before.sha256()).orElseThrow().readAllBytes()).isEqualTo(bytes(1000));
        assertThat(filesUnder(dir.resolve("small"))).hasSize(1);
        free.set(DiskSpace.RESERVE + 3000);
        full.store(new ByteArrayInputStream(bytes(2000)), "image/png", "b.png", 1_000_000);
    }

    @Test
    void what_a_trials_order_has_refused_is_noted_for_the_trial() throws IOException {
        Orders orders = new Orders(Files.createDirectories(dir.resolve("orders")));
        DiskChunkStore ordered =
                new DiskChunkStore(dir.resolve("ordered"), DiskSpace.of(dir.resolve("ordered"), Optional.of(orders)));
        FileManifest coming = new FileManifest(Hashes.sha256Hex(bytes(10)), 10, 65_536, "");
        ordered.write(TOWN, coming, 0, bytes(10));
        assertThat(orders.lines("disk-full.done")).isEmpty();
        Files.createFile(dir.resolve("orders/disk-full"));
        assertThatThrownBy(() -> ordered.write(TOWN, coming, 0, bytes(10))).hasMessageContaining("YILU-FILE-006");
        assertThat(orders.lines("disk-full.done")).hasSize(1);
    }

    @Test
    void names_in_chinese_of_255_bytes_are_kept_and_never_become_a_path() throws IOException {
        String name = "户".repeat(83) + ".pdf";
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSize(253);
        FileRef file = store.store(new ByteArrayInputStream(bytes(10)), "application/pdf", name, 1_000_000);
        FileRef climbing = store.store(new ByteArrayInputStream(bytes(11)), "image/png", "../../../etc/户口.png", 1_000);
        assertThat(file.fileName()).isEqualTo(name);
        assertThat(filesUnder(dir))
                .extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrder(file.sha256(), climbing.sha256());
    }

    @Test
    void an_empty_file_is_stored_and_opened() throws IOException {
        FileRef empty = store.store(new ByteArrayInputStream(new byte[0]), "image/png", "空.png", 1_000);
        assertThat(store.open(empty.sha256()).orElseThrow().readAllBytes()).isEmpty();
        FileManifest manifest = ledger.files().manifest(empty.sha256()).orElseThrow();
        chunks.remove(empty.sha256());
        assertThat(chunks.finish(TOWN, manifest)).isTrue();
    }

    private FileManifest stored(byte[] content) throws IOException {
        FileRef file = store.store(new ByteArrayInputStream(content), "image/png", "a.png", 1_000_000);
        return ledger.files().manifest(file.sha256()).orElseThrow();
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
