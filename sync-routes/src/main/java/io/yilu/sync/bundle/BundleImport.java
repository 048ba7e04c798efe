package io.yilu.sync.bundle;

import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundlePart;
import io.yilu.sync.NodeKeys;
import io.yilu.sync.bundle.BundleHeader.PartEnd;
import io.yilu.sync.bundle.PartReader.Piece;
import io.yilu.sync.engine.CarriedFrames;
import io.yilu.sync.engine.CarriedFrames.Carried;
import io.yilu.sync.engine.CarriedFrames.Greeting;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes parts in through the exchange's own inbox. A part is believed only after its signature was checked over every byte;
 * then its frames are taken one by one, each committed before the next, so that an import that was interrupted goes on where
 * it stopped simply by being made again.
 */
final class BundleImport {

    private static final Logger log = LoggerFactory.getLogger(BundleImport.class);

    private final Engine engine;
    private final Ledger ledger;
    private final NodeKeys keys;
    private final SenderTrust trust;
    private final BundleBook book;
    private final Clock clock;

    BundleImport(Engine engine, NodeKeys keys, BundleBook book, Clock clock) {
        this.engine = engine;
        this.ledger = engine.ledger();
        this.keys = keys;
        this.trust = new SenderTrust(keys, clock);
        this.book = book;
        this.clock = clock;
    }

    /**
     * Takes one part in. Throws {@link BundleRefused} if nothing of it may be believed, and {@link TransientException} if this
     * node cannot go on; what was taken until then stays.
     */
    TakenPart take(Path file, boolean lastCopy, BundleProgress progress) {
        try (PartReader part = new PartReader(file)) {
            BundleHeader header = part.header();
            CarriedFrames end = believe(part);
            part.open(keys.privateKey());
            Frame.Hello hello = greeting(part, header);
            Greeting greeting = end.greet(hello, header.receiverInstance(), lastCopy);
            TakenPart taken = switch (greeting.standpoint()) {
                case FENCED -> throw BundleRefused.fenced(header.sender(), greeting.words());
                case OUTDATED -> outdated(header, hello);
                case WELCOME -> frames(new Source(part, header, hello, end), progress);
            };
            progress.partDone();
            return taken;
        } catch (BundleRefused refused) {
            count(refused);
            throw refused;
        } catch (IOException unreadable) {
            TransientException trouble = new TransientException(
                    "YILU-BUNDLE-011", "驿包文件读不出来（" + unreadable.getMessage() + "）。", "检查U盘是否插稳、文件是否完好，再导入一次；已导入的不会重复。");
            trouble.initCause(unreadable);
            throw trouble;
        }
    }

    /** A wrong file chosen by mistake is no alarm; a forged, spoilt or fenced one is. */
    private void count(BundleRefused refused) {
        if (refused.isMistake()) {
            log.warn("A file from a stick was not taken in: {}", refused.getMessage());
            engine.refusals().counted(refused.code(), null, refused.what());
        } else {
            // Who wrote it is not proved, or is just what is in doubt.
            engine.refusals().refused(refused.code(), null, refused.what());
        }
    }

    /** Checks for whom it is, from whom it is, and every byte of it. */
    private CarriedFrames believe(PartReader part) throws IOException {
        BundleHeader header = part.header();
        NodeId sender = header.sender();
        if (!header.receiver().equals(ledger.identity().node())) {
            throw BundleRefused.notForThisNode(header.receiver());
        }
        CarriedFrames end =
                engine.exchange().carried(sender).orElseThrow(() -> BundleRefused.untrusted(sender, "它不是本节点的往来站点"));
        PublicKey signer = trust.require(header);
        if (!BundleSeal.fingerprint(keys.certificate().getPublicKey()).equals(header.receiverKey())) {
            throw BundleRefused.untrusted(sender, "它是用本节点以前的密钥加密的，现在已打不开");
        }
        part.verify(signer);
        return end;
    }

    private static Frame.Hello greeting(PartReader part, BundleHeader header) throws IOException {
        Optional<Frame> first = part.next().flatMap(BundleImport::frame);
        if (first.isPresent()
                && first.get() instanceof Frame.Hello hello
                && hello.session().equals(header.bundle())) {
            return hello;
        }
        throw BundleRefused.nonsense("没有开头的问候");
    }

    /** Whoever wrote it has spoken since: either all of it is here, or it must be written anew. */
    private TakenPart outdated(BundleHeader header, Frame.Hello hello) {
        if (ledger.inbox().receipt(header.sender()).committedThrough() < hello.written()) {
            throw BundleRefused.outdated(header.sender());
        }
        return TakenPart.of(header, new PartEnd(false, 0, 0), new Count(), true);
    }

    private TakenPart frames(Source source, BundleProgress progress) throws IOException {
        Count count = new Count();
        long before = source.end.held();
        boolean wishes = false;
        Optional<Piece> piece = source.part.next();
        while (piece.isPresent()) {
            Frame frame = frame(piece.get()).orElse(null);
            if (frame instanceof Frame.FilesOffered offered) {
                ledger.inTransaction(() -> book.offered(
                        source.header.sender(),
                        offered.sha256s(),
                        source.hello.self().epoch(),
                        source.hello.written()));
            } else if (frame instanceof Frame.HandBackWanted wanted) {
                wishes = true;
                ledger.inTransaction(() -> book.wished(source.header.sender(), wanted.after()));
            } else if (frame instanceof Frame.FileWanted wanted) {
                ledger.inTransaction(() -> book.wishedFile(source.header.sender(), wanted.sha256()));
            } else {
                take(source, frame, count);
            }
            progress.wrote(
                    frame instanceof Frame.Messages messages
                            ? messages.envelopes().size()
                            : 0,
                    piece.get().bytes().length);
            piece = source.part.next();
        }
        source.end.settle();
        count.fresh = source.end.held() - before;
        return finished(source, count, wishes);
    }

    private static void take(Source source, @Nullable Frame frame, Count count) {
        if (frame == null) {
            return;
        }
        Carried carried = source.end.take(frame, source.header.receiverInstance());
        if (frame instanceof Frame.Messages batch) {
            count.messages += batch.envelopes().size();
        } else if (frame instanceof Frame.Chunk) {
            count.chunks++;
            count.freshChunks += carried == Carried.TAKEN ? 1 : 0;
            count.early += carried == Carried.EARLY ? 1 : 0;
            count.wrong += carried == Carried.WRONG ? 1 : 0;
        }
    }

    private TakenPart finished(Source source, Count count, boolean wishes) {
        BundleHeader header = source.header;
        PartEnd end = source.part.end().orElseThrow(() -> BundleRefused.nonsense("没有结尾"));
        NodeId sender = header.sender();
        ledger.inTransaction(() -> {
            book.note(new BundlePart(
                    true,
                    header.bundle(),
                    header.part(),
                    sender,
                    header.purpose(),
                    header.createdAt(),
                    clock.instant(),
                    end.last(),
                    count.early == 0,
                    count.messages,
                    count.chunks,
                    Math.max(0, count.fresh)));
            if (end.last()) {
                book.forgetOffersBefore(sender, source.hello.self().epoch(), source.hello.written());
            }
            if (header.part() == 1 && !wishes) {
                book.wishesNothing(sender);
            }
        });
        log.info(
                "Part {} of bundle {} from {} was taken in: {} messages, {} new; {} chunks, {} new, {} early, {} wrong",
                header.part(),
                header.bundle(),
                sender,
                count.messages,
                count.fresh,
                count.chunks,
                count.freshChunks,
                count.early,
                count.wrong);
        return TakenPart.of(header, end, count, false);
    }

    /** Kinds that only a later release writes are passed over: their content stays unreceipted and comes again. */
    private static Optional<Frame> frame(Piece piece) {
        if (!FrameCodec.knows(piece.kind())) {
            log.warn("A bundle carries a frame of an unknown kind; it is passed over");
            return Optional.empty();
        }
        try {
            return Optional.of(FrameCodec.decode(piece.kind(), piece.bytes()));
        } catch (PermanentException malformed) {
            throw BundleRefused.nonsense(malformed.what());
        }
    }

    /** The parts of this bundle that were never taken in whole, as far as its last known part. */
    List<Integer> missing(UUID bundle) {
        List<BundlePart> known = book.parts(true, bundle);
        int top = known.stream().mapToInt(BundlePart::part).max().orElse(0);
        return IntStream.rangeClosed(1, top)
                .filter(number -> known.stream().noneMatch(part -> part.part() == number && part.whole()))
                .boxed()
                .toList();
    }

    /** Whether the part with which the bundle ends was taken in. */
    boolean isEndKnown(UUID bundle) {
        return book.parts(true, bundle).stream().anyMatch(BundlePart::last);
    }

    private record Source(PartReader part, BundleHeader header, Frame.Hello hello, CarriedFrames end) {}

    private static final class Count {
        private long messages;
        private long fresh;
        private long chunks;
        private long freshChunks;
        private long early;
        private long wrong;
    }

    /**
     * What came of one part.
     *
     * @param freshMessages how many messages were new
     * @param early chunks that could not be used yet, since the part with their messages is missing
     * @param outdated it was old and all of it had come since: nothing was taken
     */
    record TakenPart(
            UUID bundle,
            int part,
            NodeId sender,
            Instant createdAt,
            boolean last,
            long messages,
            long freshMessages,
            long chunks,
            long freshChunks,
            long early,
            boolean outdated) {

        private static TakenPart of(BundleHeader header, PartEnd end, Count count, boolean outdated) {
            return new TakenPart(
                    header.bundle(),
                    header.part(),
                    header.sender(),
                    header.createdAt(),
                    end.last(),
                    count.messages,
                    Math.max(0, count.fresh),
                    count.chunks,
                    count.freshChunks,
                    count.early,
                    outdated);
        }
    }
}
