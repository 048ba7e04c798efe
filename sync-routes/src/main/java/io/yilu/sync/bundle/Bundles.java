package io.yilu.sync.bundle;

import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.failure.YiluException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundleDesk.Exported;
import io.yilu.sync.BundleDesk.Imported;
import io.yilu.sync.BundleDesk.ImportedBundle;
import io.yilu.sync.BundleDesk.Refusal;
import io.yilu.sync.BundlePart;
import io.yilu.sync.BundlePurpose;
import io.yilu.sync.NodeKeys;
import io.yilu.sync.bundle.BundleImport.TakenPart;
import io.yilu.sync.engine.CarriedFrames;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Carries the exchange by a stick: writes what waits for a peer into sealed files, and takes such files in. */
public final class Bundles {

    private static final int MOST_FILES = 10_000;

    private final Engine engine;
    private final BundleBook book;
    private final BundleExport export;
    private final BundleImport takeIn;
    private final Clock clock;
    private final ReentrantLock busy = new ReentrantLock();

    public Bundles(Engine engine, NodeKeys keys, JdbcClient jdbc, Clock clock) {
        this.engine = engine;
        this.clock = clock;
        this.book = new BundleBook(jdbc);
        this.export = new BundleExport(engine, keys, book, clock);
        this.takeIn = new BundleImport(engine, keys, book, clock);
    }

    /**
     * Writes everything that waits for the peer. What was finished before a failure is whole and may be carried.
     */
    public Exported write(NodeId peer, BundlePurpose purpose, Target target, BundleProgress progress) {
        CarriedFrames end = engine.exchange()
                .carried(peer)
                .orElseThrow(() -> new IllegalArgumentException(peer + " is no peer of this node."));
        return alone(() -> {
            BundleExport.Written written = export.write(new BundleExport.Order(peer, purpose), end, target, progress);
            return new Exported(
                    peer,
                    written.bundle(),
                    written.files(),
                    written.messages(),
                    written.bytes(),
                    written.missingFiles());
        });
    }

    /** Every bundle file that lies in this directory; links and folders are left alone. */
    public static List<Path> filesIn(Path directory) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + BundleHeader.SUFFIX)) {
            List<Path> files = new ArrayList<>();
            for (Path file : found) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && files.size() < MOST_FILES) {
                    files.add(file);
                }
            }
            return files;
        } catch (IOException absent) {
            throw BundleExport.noDirectory(directory, absent);
        }
    }

    /**
     * Takes these files in, each bundle's parts in their order. One that is refused stops no other; trouble of this node, such
     * as a full disk, ends the import, which goes on where it stopped when it is made again.
     *
     * @param lastCopy a person vouches that the sender's machine is lost and this is the last copy
     */
    public Imported take(List<Path> files, boolean lastCopy, BundleProgress progress) {
        return alone(() -> {
            List<TakenPart> taken = new ArrayList<>();
            List<Refusal> refused = new ArrayList<>();
            for (Path file : inOrder(files)) {
                try {
                    taken.add(takeIn.take(file, lastCopy, progress));
                } catch (BundleRefused why) {
                    refused.add(refusal(file, why));
                } catch (TransientException why) {
                    refused.add(refusal(file, why));
                    break;
                }
            }
            return imported(taken, refused);
        });
    }

    private static Refusal refusal(Path file, YiluException why) {
        return new Refusal(String.valueOf(file.getFileName()), why.code(), why.what(), why.whatToDo());
    }

    private static List<Path> inOrder(List<Path> files) {
        List<Numbered> numbered = new ArrayList<>();
        for (Path file : files) {
            try (PartReader part = new PartReader(file)) {
                numbered.add(new Numbered(
                        file, part.header().bundle().toString(), part.header().part()));
            } catch (IOException | BundleRefused unreadable) {
                // It is refused in its turn, with the reason.
                numbered.add(new Numbered(file, "", 0));
            }
        }
        return numbered.stream()
                .sorted(Comparator.comparing(Numbered::bundle).thenComparingInt(Numbered::part))
                .map(Numbered::file)
                .toList();
    }

    private Imported imported(List<TakenPart> taken, List<Refusal> refused) {
        Set<UUID> bundles = new LinkedHashSet<>();
        taken.forEach(part -> bundles.add(part.bundle()));
        List<ImportedBundle> summary = bundles.stream()
                .map(bundle -> {
                    List<TakenPart> parts = taken.stream()
                            .filter(part -> part.bundle().equals(bundle))
                            .toList();
                    return new ImportedBundle(
                            bundle,
                            parts.get(0).sender(),
                            parts.get(0).createdAt(),
                            parts.stream().mapToLong(TakenPart::messages).sum(),
                            parts.stream().mapToLong(TakenPart::freshMessages).sum(),
                            parts.stream().mapToLong(TakenPart::chunks).sum(),
                            parts.stream().mapToLong(TakenPart::freshChunks).sum(),
                            takeIn.missing(bundle),
                            takeIn.isEndKnown(bundle) || parts.stream().allMatch(TakenPart::outdated));
                })
                .toList();
        return new Imported(summary, refused);
    }

    /** Parts that went to this peer or came from it, the newest first. */
    public List<BundlePart> latest(NodeId peer, int limit) {
        return book.latest(peer, limit);
    }

    /** The end of the last complete second copy of what was never synced with this peer, by this node's clock as it is now. */
    public Optional<BundlePart> lastSecondCopy(NodeId peer) {
        return book.lastSecondCopy(peer, clock.instant());
    }

    /** A second copy has got its name on the other disk. */
    void noteSecondCopy(Exported copy) {
        Instant now = clock.instant();
        book.note(new BundlePart(
                false,
                copy.bundle(),
                Math.max(1, copy.files().size()),
                copy.peer(),
                BundlePurpose.SECOND_COPY,
                now,
                now,
                true,
                true,
                copy.messages(),
                0,
                0));
    }

    /** Whether the peer asked, by its last bundle, for the history that it lost; the next bundle brings it. */
    public boolean wantsHistory(NodeId peer) {
        return book.wish(peer).isPresent();
    }

    private <T> T alone(Supplier<T> work) {
        if (!busy.tryLock()) {
            throw new TransientException("YILU-BUNDLE-012", "另一个导出或导入正在进行。", "请等它完成后再试。");
        }
        try {
            return work.get();
        } finally {
            busy.unlock();
        }
    }

    /**
     * Where a bundle is written.
     *
     * @param partBytes the largest that one file may be
     * @param leave bytes that stay free there
     */
    public record Target(Path directory, long partBytes, long leave) {}

    private record Numbered(Path file, String bundle, int part) {}
}
