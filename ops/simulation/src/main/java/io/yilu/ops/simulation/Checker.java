package io.yilu.ops.simulation;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseAccepted;
import io.yilu.schemas.payload.CaseDecided;
import io.yilu.schemas.payload.PayloadType;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The judge. It keeps its own record of what the business committed at each node and knows nothing of the engine's tables:
 * what was said must be heard once, in its case's order, with every byte of its files.
 */
final class Checker {

    private static final Duration LATE = Duration.ofMinutes(1);

    private final Timeline timeline;
    private final Map<String, Conversation> conversations = new LinkedHashMap<>();
    private final Map<String, byte[]> originals = new HashMap<>();
    private final Map<FileAt, String> awaited = new LinkedHashMap<>();
    private final Map<String, String> undecided = new LinkedHashMap<>();
    private final Map<String, Gap> gaps = new LinkedHashMap<>();
    private @Nullable LawBroken broken;
    private long accepted;
    private long arrived;
    private long said;
    private long heard;

    Checker(Timeline timeline) {
        this.timeline = timeline;
    }

    /** A node committed that it said this. */
    void said(NodeId from, NodeId to, String subject, Payload payload) {
        said++;
        conversation(from, to, subject).say(fingerprint(payload));
        if (payload instanceof CaseAccepted) {
            accepted++;
        } else if (payload instanceof CaseDecided) {
            undecided.put(subject, "said");
        }
    }

    /** A node committed that it did what this asks for. */
    void heard(NodeId from, NodeId at, String subject, Payload payload) {
        heard++;
        String what = PayloadType.of(payload).label() + " of case " + subject + " from " + from + " at " + at;
        Conversation conversation = conversation(from, at, subject);
        switch (conversation.hear(fingerprint(payload))) {
            case IN_ORDER -> done(at, subject, payload);
            case AFTER_A_GAP -> {
                done(at, subject, payload);
                String text = "before " + what + " something was said that was not applied";
                gaps.putIfAbsent(subject, new Gap(timeline.now(), text));
            }
            case LATE -> breaks(Law.REORDERED, subject, what + " was applied after one that was said later");
            case AGAIN -> breaks(Law.DUPLICATED, subject, what + " was applied twice");
            case NEVER_SAID -> breaks(Law.CORRUPTED, subject, what + " was never said with this content");
        }
    }

    private void done(NodeId at, String subject, Payload payload) {
        if (payload instanceof CaseAccepted) {
            arrived++;
        } else if (payload instanceof CaseDecided) {
            undecided.remove(subject);
        }
        for (FileRef file : payload.files()) {
            awaited.put(new FileAt(at, file.sha256()), subject);
        }
    }

    /** A scan was stored where it was made. */
    void fileMade(String sha256, byte[] content) {
        originals.putIfAbsent(sha256, content);
    }

    /** A file became visible somewhere. Returns the bytes to keep: one copy of equal ones. */
    byte[] fileCompleted(String sha256, byte[] content) {
        byte[] original = originals.get(sha256);
        if (original == null || !Arrays.equals(original, content)) {
            breaks(Law.CORRUPTED, "", "file " + sha256 + " became visible with other bytes than were stored");
            return content;
        }
        return original;
    }

    /** The engine let the outside know something that its ledger does not hold. */
    void breaks(Law law, String subject, String text) {
        if (broken == null) {
            broken = new LawBroken(law, timeline.steps(), subject, text);
        }
    }

    /** The first law that did not hold. */
    Optional<LawBroken> broken() {
        return Optional.ofNullable(broken);
    }

    /** What was left out and does not come late either is lost. */
    void look() {
        gaps.forEach((subject, gap) -> {
            if (timeline.now().minus(gap.since).compareTo(LATE) > 0) {
                breaks(Law.LOST, subject, gap.text);
            }
        });
    }

    /** Whether everything that was said so far has been heard, with its files. */
    boolean isQuiet(BiFunction<NodeId, String, byte @Nullable []> disks) {
        if (said != heard) {
            return false;
        }
        awaited.keySet().removeIf(file -> isSound(file, disks));
        return awaited.isEmpty();
    }

    /** Judges at the end what must be there by now. */
    void judge(BiFunction<NodeId, String, byte @Nullable []> disks) {
        if (isQuiet(disks)) {
            return;
        }
        undecided.keySet().stream()
                .findFirst()
                .ifPresent(subject ->
                        breaks(Law.UNRETURNED, subject, "the decision of case " + subject + " never came home"));
        conversations.forEach((key, conversation) -> {
            if (conversation.unheard() > 0) {
                breaks(
                        Law.LOST,
                        key.substring(key.indexOf(' ') + 1),
                        "of what was said from " + key + ", number " + conversation.firstUnheard()
                                + " was never applied (" + conversation.unheard() + " of it in all)");
            }
        });
        awaited.forEach((file, subject) -> breaks(
                disks.apply(file.node, file.sha256) == null ? Law.LOST : Law.CORRUPTED,
                subject,
                "file " + file.sha256 + " of case " + subject + " is not whole at " + file.node));
    }

    /** The bytes of every file that a message named are those that were stored. */
    private boolean isSound(FileAt file, BiFunction<NodeId, String, byte @Nullable []> disks) {
        byte[] content = disks.apply(file.node, file.sha256);
        return content != null && Arrays.equals(content, originals.get(file.sha256));
    }

    long accepted() {
        return accepted;
    }

    long arrived() {
        return arrived;
    }

    long said() {
        return said;
    }

    long heard() {
        return heard;
    }

    long unheard() {
        return said - heard;
    }

    private Conversation conversation(NodeId from, NodeId to, String subject) {
        return conversations.computeIfAbsent(from + "→" + to + " " + subject, key -> new Conversation());
    }

    /** Content in 64 bits; the same in every run, unlike an identity hash. */
    private static long fingerprint(Payload payload) {
        String text = payload.toString();
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    private record Gap(Duration since, String text) {}

    private record FileAt(NodeId node, String sha256) {}
}
