package io.yilu.sync.files;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.sync.FileStore;
import io.yilu.sync.engine.FileLedger;
import io.yilu.sync.engine.Hashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The node's files: bytes in the chunk store, what is known of them in the ledger. */
public final class DiskFileStore implements FileStore {

    /** Small enough to stay below the broker's large-message threshold of 100 KiB. */
    static final int CHUNK_SIZE = 64 * 1024;

    private final DiskChunkStore chunks;
    private final FileLedger ledger;
    private final Clock clock;

    public DiskFileStore(DiskChunkStore chunks, FileLedger ledger, Clock clock) {
        this.chunks = chunks;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public FileRef store(InputStream content, String mediaType, String fileName, long maxBytes) throws IOException {
        Path part = chunks.newPart();
        try {
            FileManifest manifest = copy(content, part, maxBytes);
            // Bytes first, then the row: a crash between the two leaves a file that nobody names, never a name without
            // bytes.
            chunks.moveIn(part, manifest.sha256());
            ledger.addComplete(manifest, clock.instant());
            return new FileRef(manifest.sha256(), manifest.size(), mediaType, fileName);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static FileManifest copy(InputStream content, Path part, long maxBytes) throws IOException {
        MessageDigest whole = Hashes.sha256();
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        long size = 0;
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
            for (byte[] chunk = content.readNBytes(CHUNK_SIZE);
                    chunk.length > 0;
                    chunk = content.readNBytes(CHUNK_SIZE)) {
                size += chunk.length;
                if (size > maxBytes) {
                    throw new PermanentException(
                            "YILU-FILE-002", "文件超过 " + maxBytes / (1024 * 1024) + " MB。", "请降低扫描分辨率，或分成几个文件上传。");
                }
                whole.update(chunk);
                hashes.write(Hashes.sha256().digest(chunk), 0, FileManifest.HASH_BYTES);
                ByteBuffer buffer = ByteBuffer.wrap(chunk);
                while (buffer.hasRemaining()) {
                    file.write(buffer);
                }
            }
            file.force(true);
        }
        return new FileManifest(
                HexFormat.of().formatHex(whole.digest()),
                size,
                CHUNK_SIZE,
                Base64.getEncoder().encodeToString(hashes.toByteArray()));
    }

    @Override
    public Optional<InputStream> open(String sha256) throws IOException {
        boolean complete = progress(sha256).map(FileProgress::complete).orElse(false);
        return complete ? Optional.of(chunks.open(sha256)) : Optional.empty();
    }

    @Override
    public Optional<FileProgress> progress(String sha256) {
        return progress(List.of(sha256)).stream().findFirst();
    }

    @Override
    public List<FileProgress> progress(Collection<String> sha256s) {
        return ledger.progress(sha256s);
    }
}
