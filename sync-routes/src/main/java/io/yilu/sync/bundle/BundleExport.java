package io.yilu.sync.bundle;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundlePart;
import io.yilu.sync.BundlePurpose;
import io.yilu.sync.ExchangeEvent;
import io.yilu.sync.ExchangeEvent.LinkMoved;
import io.yilu.sync.ExchangeEvent.SubjectMoved;
import io.yilu.sync.NodeKeys;
import io.yilu.sync.bundle.Bundles.Target;
import io.yilu.sync.engine.CarriedFrames;
import io.yilu.sync.engine.ChunkStore;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.sync.engine.PeerLedger.Known;
import io.yilu.sync.engine.PeerLedger.Standing;
import io.yilu.sync.engine.RecoveryLedger.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what is pending for a peer: what this node owes it (receipts, its lost history), then unreceipted messages in the
 * order of their stream, then the files that it lacks as far as is known. Small before big, as on the line.
 */
final class BundleExport {

    private static final Logger log = LoggerFactory.getLogger(BundleExport.class);

    static final int BATCH = 50;
    static final int BATCH_BYTES = 256 * 1024;
    private static final int NAMES = 1000;
    private static final int ALL = 1_000_000;

    private final NodeKeys keys;
    private final Ledger ledger;
    private final ChunkStore chunks;
    private final BundleBook book;
    private final StickHandBack handBack;
    private final Consumer<ExchangeEvent> events;
    private final Clock clock;

    BundleExport(Engine engine, NodeKeys keys, BundleBook book, Clock clock) {
        this.keys = keys;
        this.ledger = engine.ledger();
        this.chunks = engine.chunks();
        this.events = engine.events();
        this.book = book;
        this.handBack = new StickHandBack(ledger, book);
        this.clock = clock;
    }

    /** Writes all of it, part by part; what was finished before a failure is whole and may be carried. */
    Written write(Order order, CarriedFrames end, Target target, BundleProgress progress) {
        NodeId peer = order.peer();
        UUID bundle = UUID.randomUUID();
        Instant now = clock.instant();
        sweep(target);
        Finished finished = new Finished(order, now, progress);
        try (PartsWriter parts = new PartsWriter(address(order, end, bundle, now), target, finished)) {
            owed(peer, end, parts);
            boolean fetching = ledger.recovery().phase(peer) == Phase.FETCHING;
            if (fetching || ledger.recovery().files().isOn(peer)) {
                handBack.ask(peer, parts);
            }
            if (!fetching) {
                // And nothing may be sent before this node knows what it had sent.
                messages(peer, end, parts, finished.inPart, progress);
            }
            Set<String> files = handBack.give(peer, parts);
            files.addAll(offered(peer, parts));
            long missing = files.stream()
                    .filter(sha256 -> !file(sha256, parts, progress))
                    .count();
            parts.finish();
            return new Written(bundle, List.copyOf(finished.names), progress.messages(), progress.bytes(), missing);
        }
    }

    private static void sweep(Target target) {
        try {
            PartsWriter.sweep(target.directory());
        } catch (IOException absent) {
            throw noDirectory(target.directory(), absent);
        }
    }

    private PartsWriter.Address address(Order order, CarriedFrames end, UUID bundle, Instant now) {
        PublicKey receiver = keys.certificateOf(order.peer())
                .map(X509Certificate::getPublicKey)
                .orElseThrow(() ->
                        new PermanentException("YILU-BUNDLE-007", order.peer() + " 没有有效的证书，驿包无法为它加密。", "请先为该站点办理入网。"));
        UUID instance = ledger.peers().of(order.peer()).stream()
                .filter(known -> known.standing() == Standing.CURRENT)
                .map(Known::instance)
                .findFirst()
                .orElse(null);
        // One greeting for all parts: what is taken in meanwhile is told by the next bundle.
        Frame greeting = end.hello(bundle);
        return new PartsWriter.Address(
                bundle,
                ledger.identity().node(),
                order.peer(),
                instance,
                now,
                order.purpose(),
                keys.privateKey(),
                encoded(keys.certificate()),
                receiver,
                () -> greeting);
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException broken) {
            throw new IllegalStateException("This node's certificate cannot be encoded.", broken);
        }
    }

    /** Receipts of files for which the peer waits, as its last bundle said. */
    private void owed(NodeId peer, CarriedFrames end, PartsWriter parts) {
        for (String sha256 : book.offers(peer)) {
            if (end.mayReceipt(sha256)) {
                parts.add(new Frame.FileReceipted(sha256, List.of(), true), 200);
            }
        }
    }

    private void messages(
            NodeId peer, CarriedFrames end, PartsWriter parts, List<OutgoingMessage> inPart, BundleProgress progress) {
        long through = ledger.outbox().lastSequence(peer);
        long after = 0;
        List<OutgoingMessage> batch = ledger.outbox().unreceipted(peer, after, BATCH);
        while (!batch.isEmpty()) {
            for (List<OutgoingMessage> some : bySize(batch)) {
                long bytes = some.stream().mapToLong(BundleExport::size).sum();
                // First the frame, which may end the part before it; then its messages count to the part they are in.
                parts.add(
                        new Frame.Messages(
                                Lane.CASE, some.stream().map(end::envelope).toList()),
                        bytes);
                inPart.addAll(some);
                progress.wrote(some.size(), bytes);
            }
            after = batch.get(batch.size() - 1).sequence();
            // What is written meanwhile goes with the next bundle: this one must come to an end.
            batch = after >= through ? List.of() : ledger.outbox().unreceipted(peer, after, BATCH);
        }
    }

    /** Names what is unreceipted, so that the other side knows what to receipt. Returns it. */
    private List<String> offered(NodeId peer, PartsWriter parts) {
        List<String> waiting = ledger.files().unreceipted(peer, ALL);
        for (int from = 0; from < waiting.size(); from += NAMES) {
            List<String> names = waiting.subList(from, Math.min(waiting.size(), from + NAMES));
            parts.add(new Frame.FilesOffered(names), names.size() * 70L);
        }
        return waiting;
    }

    private static List<List<OutgoingMessage>> bySize(List<OutgoingMessage> batch) {
        List<List<OutgoingMessage>> frames = new ArrayList<>();
        List<OutgoingMessage> frame = new ArrayList<>();
        long bytes = 0;
        for (OutgoingMessage message : batch) {
            if (!frame.isEmpty() && bytes + size(message) > BATCH_BYTES) {
                frames.add(frame);
                frame = new ArrayList<>();
                bytes = 0;
            }
            frame.add(message);
            bytes += size(message);
        }
        frames.add(frame);
        return frames;
    }

    private static long size(OutgoingMessage message) {
        long manifests = message.files().stream()
                .mapToLong(file -> file.chunkHashes().length() + 200L)
                .sum();
        return message.payload().length + manifests + 600;
    }

    /** Writes a file's chunks. Returns whether it was here to write. */
    private boolean file(String sha256, PartsWriter parts, BundleProgress progress) {
        FileManifest manifest = ledger.files().manifest(sha256).orElse(null);
        if (manifest == null || !chunks.isVisible(sha256)) {
            log.warn("File {} is not here to be carried", sha256);
            return false;
        }
        for (int index = 0; index < manifest.chunks(); index++) {
            byte[] bytes = chunks.read(manifest, index);
            parts.add(new Frame.Chunk(sha256, index, bytes), bytes.length + 100L);
            progress.wrote(0, bytes.length);
        }
        return true;
    }

    /** The stick took them: that they were sent is a hint, and without it a receipt would not count. */
    private void noteSent(NodeId peer, Collection<OutgoingMessage> messages, Instant now) {
        if (messages.isEmpty()) {
            return;
        }
        ledger.outbox()
                .markSent(peer, messages.stream().map(OutgoingMessage::sequence).toList(), now);
        List<String> subjects =
                messages.stream().map(OutgoingMessage::subject).distinct().toList();
        ledger.afterCommit(() -> {
            subjects.forEach(subject -> events.accept(new SubjectMoved(subject)));
            events.accept(new LinkMoved(peer));
        });
    }

    static PermanentException noDirectory(Path directory, IOException cause) {
        PermanentException absent =
                new PermanentException("YILU-BUNDLE-010", "找不到盘或目录 " + directory + "。", "请插好U盘或移动硬盘，确认它挂载在这个目录，再试一次。");
        absent.initCause(cause);
        return absent;
    }

    /** What is to be written. */
    record Order(NodeId peer, BundlePurpose purpose) {}

    /**
     * What was written.
     *
     * @param files names of the parts
     * @param missingFiles files that should have gone along and are not here
     */
    record Written(UUID bundle, List<String> files, long messages, long bytes, long missingFiles) {}

    /** Notes each part once it has its name: only then did the stick take what is in it. */
    private final class Finished implements Consumer<BundlePart> {
        private final Order order;
        private final Instant at;
        private final BundleProgress progress;
        private final List<OutgoingMessage> inPart = new ArrayList<>();
        private final List<String> names = new ArrayList<>();

        private Finished(Order order, Instant at, BundleProgress progress) {
            this.order = order;
            this.at = at;
            this.progress = progress;
        }

        @Override
        public void accept(BundlePart part) {
            // A second copy stays here, and nobody has carried it anywhere.
            if (order.purpose() == BundlePurpose.TRANSFER) {
                ledger.inTransaction(() -> {
                    book.note(part);
                    noteSent(order.peer(), inPart, at);
                });
            }
            inPart.clear();
            names.add(BundleHeader.fileName(ledger.identity().node(), order.peer(), part.bundle(), part.part()));
            progress.partDone();
        }
    }
}
