package io.yilu.sync.bundle;

import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.failure.YiluException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundleDesk;
import io.yilu.sync.BundleDesk.Exported;
import io.yilu.sync.BundleDesk.Imported;
import io.yilu.sync.BundleJob;
import io.yilu.sync.BundleJob.Failure;
import io.yilu.sync.BundleJob.Kind;
import io.yilu.sync.BundleJob.State;
import io.yilu.sync.BundlePart;
import io.yilu.sync.BundlePurpose;
import io.yilu.sync.bundle.Bundles.Target;
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
public final class JobDesk implements BundleDesk {

    private static final Logger log = LoggerFactory.getLogger(JobDesk.class);

    private static final Pattern PART_NAME = Pattern.compile("yilu-\\d{9}-\\d{9}-[0-9a-f]{8}-\\d{3,5}\\.yilu");
    private static final long LEAVE_ON_STICK = 1 << 20;
    /** What uploads and downloads leave for the database. */
    private static final long RESERVE = 256L << 20;

    private final Bundles bundles;
    private final SecondCopy secondCopy;
    private final BundleProperties settings;
    private final Path outgoing;
    private final Path incoming;
    private final Executor executor;
    private final Clock clock;
    private @Nullable Running last;

    public JobDesk(
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

    @Override
    public boolean hasStick() {
        Path stick = settings.directory();
        return stick != null && Files.isDirectory(stick);
    }

    @Override
    public BundleJob export(NodeId peer, boolean toStick, Consumer<BundleJob> done) {
        Kind kind = toStick ? Kind.EXPORT_TO_STICK : Kind.EXPORT_TO_DOWNLOAD;
        return start(new Running(kind, peer, clock.instant(), done), running -> {
            running.exported = bundles.write(
                    peer,
                    BundlePurpose.TRANSFER,
                    new Target(
                            toStick ? stick() : emptied(outgoing),
                            settings.partSize().toBytes(),
                            toStick ? LEAVE_ON_STICK : RESERVE),
                    running.progress);
        });
    }

    @Override
    public BundleJob importStick(boolean lastCopy, Consumer<BundleJob> done) {
        return start(new Running(Kind.IMPORT, null, clock.instant(), done), running -> {
            running.imported = bundles.take(Bundles.filesIn(stick()), lastCopy, running.progress);
        });
    }

    @Override
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

    @Override
    public BundleJob makeSecondCopy(Consumer<BundleJob> done) {
        return start(new Running(Kind.SECOND_COPY, NodeId.COUNTY, clock.instant(), done), running -> {
            running.exported = secondCopy.make(running.progress);
        });
    }

    @Override
    public synchronized Optional<BundleJob> job() {
        return Optional.ofNullable(last).map(Running::now);
    }

    @Override
    public Optional<Path> download(String name) {
        if (!PART_NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Path file = outgoing.resolve(name);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(file) : Optional.empty();
    }

    @Override
    public List<BundlePart> latest(NodeId peer, int limit) {
        return bundles.latest(peer, limit);
    }

    @Override
    public boolean wantsHistory(NodeId peer) {
        return bundles.wantsHistory(peer);
    }

    @Override
    public boolean isSecondCopyPlanned() {
        return secondCopy.isPlanned();
    }

    @Override
    public Optional<Instant> secondCopyMadeAt() {
        return secondCopy.lastMade();
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
            running.failure = failure(failure);
            running.state = State.FAILED;
        }
        try {
            running.done.accept(running.now());
        } catch (RuntimeException failure) {
            log.error("The end of a bundle's job could not be told: {}", failure.toString());
        }
    }

    private static Failure failure(RuntimeException failure) {
        return failure instanceof YiluException known
                ? new Failure(known.code(), known.what(), known.whatToDo())
                : new Failure("YILU-NODE-500", "程序出错，没有完成。", "请再试一次；若仍不行，请联系信息人员查看日志。");
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
