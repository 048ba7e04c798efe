package io.yilu.sync.bundle;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.FrameCodec;
import io.yilu.sync.engine.Ledger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The hand-back by sticks: asks for the history that this node lost, and gives a peer its own as its last bundle asked. */
final class StickHandBack {

    private static final int MOST_FILES_NAMED = 1000;

    private final Ledger ledger;
    private final BundleBook book;

    StickHandBack(Ledger ledger, BundleBook book) {
        this.ledger = ledger;
        this.book = book;
    }

    /**
     * Lost files come with the lost messages that name them: a stick has no other way to ask for them. Those that the work here
     * waits for are named, so that they come first: the next stick may be too small for all.
     */
    void ask(NodeId peer, PartsWriter parts) {
        parts.add(new Frame.HandBackWanted(ledger.recovery().fetchedThrough(peer)), 200);
        for (String sha256 : ledger.recovery().files().wanted(peer, MOST_FILES_NAMED)) {
            ledger.files().incoming(peer, sha256).ifPresent(file -> {
                byte[] missing = file.missing().toByteArray();
                parts.add(new Frame.FileWanted(sha256, missing), missing.length * 2L + 200);
            });
        }
    }

    /** The peer's own messages, if it lost them. Returns the files that it is to get with them, those that it waits for first. */
    Set<String> give(NodeId peer, PartsWriter parts) {
        OptionalLong wish = book.wish(peer);
        if (wish.isEmpty()) {
            return new LinkedHashSet<>();
        }
        Set<String> files = new LinkedHashSet<>(book.wishedFiles(peer));
        history(peer, wish.getAsLong(), parts, files);
        // A hash is no key, neither in the history of a town nor in its wish (law 8).
        files.removeIf(sha256 -> !ledger.files().mayHave(peer, sha256));
        return files;
    }

    private void history(NodeId peer, long wish, PartsWriter parts, Set<String> files) {
        long after = wish;
        boolean last = false;
        while (!last) {
            List<Envelope> history = ledger.inbox().history(peer, after, BundleExport.BATCH);
            List<Envelope> frame = new ArrayList<>();
            long bytes = 0;
            for (Envelope envelope : history) {
                bytes += FrameCodec.bytes(envelope.payload()).length + 1000L;
                if (!frame.isEmpty() && bytes > BundleExport.BATCH_BYTES) {
                    break;
                }
                frame.add(envelope);
            }
            last = frame.size() == history.size() && history.size() < BundleExport.BATCH;
            parts.add(new Frame.HandedBack(after, frame, last), bytes);
            frame.forEach(envelope ->
                    envelope.files().stream().map(FileManifest::sha256).forEach(files::add));
            after = frame.isEmpty() ? after : frame.get(frame.size() - 1).sequence();
        }
    }
}
