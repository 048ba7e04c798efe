package io.yilu.sync.bundle;

import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundlePart;
import io.yilu.sync.BundlePurpose;
import io.yilu.sync.bundle.BundleHeader.PartEnd;
import io.yilu.sync.bundle.Bundles.Target;
import io.yilu.sync.engine.Frame;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Writes a bundle as parts of bounded size into a directory. Each part stands for itself, with a greeting, a key and a
 * signature of its own, so that a lost or spoilt one takes nothing else with it.
 */
final class PartsWriter implements Closeable {

    /** For the end of a part and for what the file system itself needs. */
    private static final long MARGIN = 64 * 1024;
    /** With less room than this no part is begun. */
    private static final long SMALLEST_ROOM = 1024 * 1024;

    private final Address address;
    private final Target target;
    private final Consumer<BundlePart> finished;
    private @Nullable PartWriter writer;
    private @Nullable BundleHeader header;
    private int part;
    private long room;
    private long messages;
    private long chunks;

    /** @param finished told of each part once it has its name */
    PartsWriter(Address address, Target target, Consumer<BundlePart> finished) {
        this.address = address;
        this.target = target;
        this.finished = finished;
    }

    /** Removes what an interrupted export left in this directory. */
    static void sweep(Path directory) throws IOException {
        try (DirectoryStream<Path> left =
                Files.newDirectoryStream(directory, "yilu-*" + BundleHeader.SUFFIX + PartWriter.UNFINISHED)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** @param size of the frame, about */
    void add(Frame frame, long size) {
        try {
            PartWriter open = writer;
            if (open != null && open.written() + size + MARGIN > room) {
                end(false);
                open = null;
            }
            if (open == null) {
                open = begin();
            }
            open.add(frame);
        } catch (IOException full) {
            throw cannotWrite(full);
        }
        if (frame instanceof Frame.Messages batch) {
            messages += batch.envelopes().size();
        } else if (frame instanceof Frame.Chunk) {
            chunks++;
        }
    }

    /** Ends the bundle. */
    void finish() {
        try {
            if (writer == null) {
                writer = begin();
            }
            end(true);
        } catch (IOException full) {
            throw cannotWrite(full);
        }
    }

    int part() {
        return part;
    }

    long written() {
        return writer == null ? 0 : writer.written();
    }

    private PartWriter begin() throws IOException {
        long usable = Files.getFileStore(target.directory()).getUsableSpace();
        room = Math.min(target.partBytes(), usable - target.leave());
        if (room < SMALLEST_ROOM) {
            throw new IOException("剩余 " + usable / 1024 / 1024 + " MB");
        }
        part++;
        SecretKey key = BundleSeal.newKey();
        header = new BundleHeader(
                address.bundle,
                part,
                address.sender,
                address.receiver,
                address.receiverInstance,
                address.createdAt,
                address.purpose,
                address.certificate,
                BundleSeal.fingerprint(address.receiverKey),
                BundleSeal.wrap(key, address.receiverKey));
        PartWriter opened = new PartWriter(target.directory(), header, key, address.signer);
        writer = opened;
        opened.add(address.greeting.get());
        return opened;
    }

    private void end(boolean last) throws IOException {
        PartWriter open = writer;
        BundleHeader of = header;
        if (open == null || of == null) {
            throw new IllegalStateException("No part is open.");
        }
        open.finish(new PartEnd(last, messages, chunks));
        writer = null;
        finished.accept(new BundlePart(
                false,
                of.bundle(),
                part,
                of.receiver(),
                of.purpose(),
                of.createdAt(),
                of.createdAt(),
                last,
                true,
                messages,
                chunks,
                0));
        messages = 0;
        chunks = 0;
    }

    private TransientException cannotWrite(IOException failure) {
        int whole = part - 1;
        TransientException full = new TransientException(
                "YILU-BUNDLE-008",
                "导出盘写不进去（" + failure.getMessage() + "），已写好 " + Math.max(0, whole) + " 个分卷。",
                "写好的分卷可以先送去导入；换一个有空间的盘重新导出，已送达的不会重复。");
        full.initCause(failure);
        return full;
    }

    @Override
    public void close() {
        PartWriter open = writer;
        writer = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                // The stick was pulled out: its file is not called a bundle, and goes at the next export.
            }
        }
    }

    /**
     * From whom to whom, and with which keys.
     *
     * @param greeting what each part begins with
     */
    record Address(
            UUID bundle,
            NodeId sender,
            NodeId receiver,
            @Nullable UUID receiverInstance,
            Instant createdAt,
            BundlePurpose purpose,
            PrivateKey signer,
            byte[] certificate,
            PublicKey receiverKey,
            Supplier<Frame> greeting) {}
}
