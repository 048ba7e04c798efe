package io.yilu.sync.bundle;

import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.bundle.BundleJob.Failure;
import io.yilu.sync.bundle.BundleJob.Kind;
import io.yilu.sync.bundle.BundleJob.State;
import io.yilu.sync.bundle.Bundles.Exported;
import io.yilu.sync.bundle.Bundles.Imported;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs exports and imports for people, one at a time: gigabytes take minutes, and a page that waits so long is closed. Also
 * keeps the folders through which bundles go by a browser.
 */
public final class BundleDesk {

    private static final Logger log = LoggerFactory.getLogger(BundleDesk.class);

    private static final Pattern PART_NAME = Pattern.compile("yilu-\\d{9}-\\d{9}-[0-9a-f]{8}-\\d{3,5}\\.yilu");
    /** What uploads leave for the database. */
    private static final long RESERVE = 256L << 20;

    private final Bundles bundles;
    private final SecondCopy secondCopy;
    private final BundleProperties settings;
    private final Path outgoing;
    private final Path incoming;
    private final Executor executor;
    private final Clock clock;
    private @Nullable Running last;

    public BundleDesk(
            Bundles bundles,
            SecondCopy secondCopy,
            BundleProperties settings,
            Path dataDirectory,
            Executor executor,
            Clock clock) {
        this.bundles = bundles;
        this.secondCopy = secondCopy;
        this.settings = settings;
        this.outgoing = dataDirectory.resolve("bundles").resolve("outgoing");
        this.incoming = dataDirectory.resolve("bundles").resolve("incoming");
        this.executor = executor;
        this.clock = clock;
        try {
            Files.createDirectories(outgoing);
            Files.createDirectories(incoming);
            empty(incoming);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether a place for a stick is set up at this machine, and one is there. */
    public boolean hasStick() {
        Path stick = settings.directory();
        return stick != null && Files.isDirectory(stick);
    }

    /**
     * Writes what waits for the peer to the stick of this machine, or to where a browser can fetch it.
     *
     * @param done told once it has ended, well or not
     */
    public BundleJob export(NodeId peer, boolean toStick, Consumer<BundleJob> done) {
        Kind kind = toStick ? Kind.EXPORT_TO_STICK : Kind.EXPORT_TO_DOWNLOAD;
        return start(new Running(kind, peer, clock.instant(), done), running -> {
            running.exported = bundles.write(
                    peer,
                    BundlePurpose.TRANSFER,
                    toStick ? stick() : emptied(outgoing),
                    settings.partSize().toBytes(),
                    running.progress);
        });
    }

    /** Takes in every bundle on the stick of this machine. */
    public BundleJob importStick(boolean lastCopy, Consumer<BundleJob> done) {
        return start(new Running(Kind.IMPORT, null, clock.instant(), done), running -> {
            running.imported = bundles.take(Bundles.filesIn(stick()), lastCopy, running.progress);
        });
    }

    /** Takes in one file that came by a browser; its copy here goes afterwards. */
    public BundleJob importUpload(InputStream content, boolean lastCopy, Consumer<BundleJob> done) throws IOException {
        Path file = receive(content);
        try {
            return start(new Running(Kind.IMPORT, null, clock.instant(), done), running -> {
                try {
                    running.imported = bundles.take(List.of(file), lastCopy, running.progress);
                } finally {
                    delete(file);
                }
            });
        } catch (RuntimeException busy) {
            delete(file);
            throw busy;
        }
    }

    /** Makes the second copy now. */
    public BundleJob makeSecondCopy(Consumer<BundleJob> done) {
        return start(new Running(Kind.SECOND_COPY, NodeId.COUNTY, clock.instant(), done), running -> {
            running.exported = secondCopy.make(running.progress);
        });
    }

    /** The job that runs, or the last one that ran since the start. */
    public synchronized Optional<BundleJob> job() {
        return Optional.ofNullable(last).map(Running::now);
    }

    /** A part that was written for a browser; empty for any other name. */
    public Optional<Path> download(String name) {
        if (!PART_NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Path file = outgoing.resolve(name);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(file) : Optional.empty();
    }

    private BundleJob start(Running running, Consumer<Running> work) {
        synchronized (this) {
            if (last != null && last.state == State.RUNNING) {
                throw new TransientException("YILU-BUNDLE-012", "另一个导出或导入正在进行。", "请等它完成后再试。");
            }
            last = running;
        }
        executor.execute(() -> run(running, work));
        return running.now();
    }

    private static void run(Running running, Consumer<Running> work) {
        try {
            work.accept(running);
            running.state = State.DONE;
        } catch (RuntimeException failure) {
            log.error("The {} of a bundle failed: {}", running.kind, failure.toString());
            running.failure = Failure.of(failure);
            running.state = State.FAILED;
        }
        try {
            running.done.accept(running.now());
        } catch (RuntimeException failure) {
            log.error("The end of a bundle's job could not be told: {}", failure.toString());
        }
    }

    private Path stick() {
        Path stick = settings.directory();
        if (stick == null || !Files.isDirectory(stick)) {
            throw BundleExport.noDirectory(stick == null ? Path.of("-") : stick, new IOException("absent"));
        }
        return stick;
    }

    private Path receive(InputStream content) throws IOException {
        Path file = Files.createTempFile(incoming, "upload-", BundleHeader.SUFFIX);
        long most = Math.min(
                settings.mostUpload().toBytes(), Files.getFileStore(incoming).getUsableSpace() - RESERVE);
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            long received = 0;
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                received += count;
                if (received > most) {
                    throw new TransientException(
                            "YILU-BUNDLE-015", "上传的驿包文件太大，或本机磁盘空间不足。", "请把U盘插在节点主机上导入，或让对方按较小的分卷重新导出。");
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException | RuntimeException failure) {
            delete(file);
            throw failure;
        }
        return file;
    }

    private static Path emptied(Path directory) {
        try {
            empty(directory);
            return directory;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void empty(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stuck) {
            log.warn("The uploaded file {} cannot be deleted and goes at the next start", file);
        }
    }

    private static final class Running {
        private final UUID id = UUID.randomUUID();
        private final Kind kind;
        private final @Nullable NodeId peer;
        private final Instant startedAt;
        private final Consumer<BundleJob> done;
        private final BundleProgress progress = new BundleProgress();
        private volatile State state = State.RUNNING;
        private volatile @Nullable Exported exported;
        private volatile @Nullable Imported imported;
        private volatile @Nullable Failure failure;

        private Running(Kind kind, @Nullable NodeId peer, Instant startedAt, Consumer<BundleJob> done) {
            this.kind = kind;
            this.peer = peer;
            this.startedAt = startedAt;
            this.done = done;
        }

        private BundleJob now() {
            return new BundleJob(
                    id,
                    kind,
                    peer,
                    startedAt,
                    state,
                    progress.messages(),
                    progress.bytes(),
                    progress.parts(),
                    exported,
                    imported,
                    failure);
        }
    }
}
