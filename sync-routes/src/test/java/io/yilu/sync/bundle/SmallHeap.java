package io.yilu.sync.bundle;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundlePurpose;
import io.yilu.sync.bundle.BundleHeader.PartEnd;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.files.DiskChunkStore;
import io.yilu.sync.files.DiskFileStore;
import io.yilu.sync.ledger.MemoryLedger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

/** Writes one large file into a part and reads it back; run by {@link SmallHeapTest} with little memory. */
final class SmallHeap {

    private static final Instant NOON = Instant.parse("2026-11-02T04:00:00Z");
    private static final NodeId TOWN = NodeId.of("610924102");

    private SmallHeap() {}

    public static void main(String[] arguments) throws IOException {
        Path disk = Path.of(arguments[0]);
        long size = Long.parseLong(arguments[1]) << 20;
        if (Runtime.getRuntime().maxMemory() >= size) {
            throw new IllegalStateException("The heap is not small.");
        }
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        TestAuthority authority = new TestAuthority(NOON.minus(Duration.ofDays(1)));
        authority.enrol(TOWN, NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(1)));
        authority.enrol(NodeId.COUNTY, NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(1)));
        MemoryLedger town = new MemoryLedger(TOWN, UUID.randomUUID(), clock);
        DiskChunkStore here = new DiskChunkStore(disk.resolve("here"));
        String sha256 = new DiskFileStore(here, town.files(), clock)
                .store(new Numbers(size), "image/png", "大图.png", size)
                .sha256();
        FileManifest manifest = town.files().manifest(sha256).orElseThrow();
        Path part = write(disk, authority, here, manifest);

        DiskChunkStore there = new DiskChunkStore(disk.resolve("there"));
        try (PartReader reader = new PartReader(part)) {
            reader.verify(authority.of(TOWN).certificate().getPublicKey());
            reader.open(authority.of(NodeId.COUNTY).privateKey());
            Optional<PartReader.Piece> piece = reader.next();
            while (piece.isPresent()) {
                Frame.Chunk chunk = (Frame.Chunk)
                        FrameCodec.decode(piece.get().kind(), piece.get().bytes());
                there.write(TOWN, manifest, chunk.index(), chunk.bytes());
                piece = reader.next();
            }
        }
        if (!there.finish(TOWN, manifest)) {
            throw new IllegalStateException("The file did not arrive whole.");
        }
        System.out.println("arrived whole");
    }

    private static Path write(Path disk, TestAuthority authority, DiskChunkStore here, FileManifest manifest)
            throws IOException {
        SecretKey key = BundleSeal.newKey();
        BundleHeader header = new BundleHeader(
                UUID.randomUUID(),
                1,
                TOWN,
                NodeId.COUNTY,
                null,
                NOON,
                BundlePurpose.TRANSFER,
                new byte[] {1},
                "",
                BundleSeal.wrap(key, authority.of(NodeId.COUNTY).certificate().getPublicKey()));
        try (PartWriter writer =
                new PartWriter(disk, header, key, authority.of(TOWN).privateKey())) {
            for (int index = 0; index < manifest.chunks(); index++) {
                writer.add(new Frame.Chunk(manifest.sha256(), index, here.read(manifest, index)));
            }
            return writer.finish(new PartEnd(true, 0, manifest.chunks()));
        }
    }

    /** So many bytes, none of them kept. */
    private static final class Numbers extends InputStream {
        private long left;

        private Numbers(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? (int) (left * 31 & 0xff) : -1;
        }
    }
}
