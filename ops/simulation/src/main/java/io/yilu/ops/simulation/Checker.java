package io.yilu.ops.simulation;

import io.yilu.ops.simulation.Conversation.Said;
import io.yilu.ops.simulation.Conversation.State;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseAccepted;
import io.yilu.schemas.payload.CaseDecided;
import io.yilu.schemas.payload.PayloadType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The judge. It keeps its own record of what the business committed at each node and knows nothing of the engine's tables:
 * what was said must be heard once, in its case's order, with every byte of its files. What a node forgot in a restore must
 * come back as far as the other side held it.
 */
final class Checker {

    private static final Duration LATE = Duration.ofMinutes(1);

    private final Timeline timeline;
    private final Map<Way, Conversation> conversations = new LinkedHashMap<>();
    private final Map<String, byte[]> originals = new HashMap<>();
    private final Map<NodeId, List<Act>> acts = new HashMap<>();
    private final Set<FileAt> found = new HashSet<>();
    private final Set<String> lostWithADisk = new HashSet<>();
    private final Map<String, Gap> gaps = new LinkedHashMap<>();
    private @Nullable LawBroken broken;
    private long heard;

    Checker(Timeline timeline) {
        this.timeline = timeline;
    }

    /** A node committed that it said this, as number {@code sequence} of its stream. */
    void said(NodeId from, NodeId to, String subject, Payload payload, long sequence) {
        Conversation conversation = conversation(from, to, subject);
        Said before = conversation.find(payload);
        if (before == null) {
            remember(from, conversation.say(sequence, payload), false);
        } else if (before.state() == State.GONE && !before.isHeard()) {
            // A handler says again what its node had forgotten and nobody held.
            conversation.all().remove(before);
            remember(from, conversation.say(sequence, payload), false);
        } else {
            rebuilt(from, to, subject, payload);
        }
    }

    /** A node that was restored committed that it had said this before. */
    void rebuilt(NodeId from, NodeId to, String subject, Payload payload) {
        String what = words(payload, subject) + " from " + from;
        Said before = conversation(from, to, subject).find(payload);
        if (before == null) {
            breaks(Law.CORRUPTED, subject, what + " came back and was never said with this content");
        } else if (before.state() == State.SAID) {
            breaks(Law.DUPLICATED, subject, what + " was said twice");
        } else {
            before.becomes(State.SAID);
            remember(from, before, false);
        }
    }

    /** A node committed that it did what this asks for. */
    void heard(NodeId from, NodeId at, String subject, Payload payload) {
        heard++;
        String what = words(payload, subject) + " from " + from + " at " + at;
        Conversation conversation = conversation(from, at, subject);
        Said one = conversation.find(payload);
        if (one == null) {
            breaks(Law.CORRUPTED, subject, what + " was never said with this content");
            return;
        }
        switch (conversation.hear(one)) {
            case IN_ORDER -> remember(at, one, true);
            case AFTER_A_GAP -> {
                remember(at, one, true);
                String text = "before " + what + " something was said that was not applied";
                gaps.putIfAbsent(subject, new Gap(timeline.now(), text));
            }
            case LATE -> breaks(Law.REORDERED, subject, what + " was applied after one that was said later");
            case AGAIN -> breaks(Law.DUPLICATED, subject, what + " was applied twice");
        }
    }

    private void remember(NodeId node, Said one, boolean isHeard) {
        acts.computeIfAbsent(node, key -> new ArrayList<>()).add(new Act(one, isHeard));
    }

    /** What a backup of this node holds of its acts: so many, from its beginning. */
    int actsOf(NodeId node) {
        return acts.getOrDefault(node, List.of()).size();
    }

    /**
     * A node was restored: it has forgotten all acts but so many.
     *
     * @param holds whether a node's ledger, as it is now, holds a message of the stream from another to it
     * @param lostFiles files that its disk lost
     */
    void restored(NodeId node, int remembered, Holder holds, Set<String> lostFiles) {
        List<Act> all = acts.computeIfAbsent(node, key -> new ArrayList<>());
        List<Act> forgotten = all.subList(Math.min(remembered, all.size()), all.size());
        forgotten.forEach(act -> {
            if (act.isHeard) {
                act.said.unhear();
            }
        });
        conversations.values().stream()
                .filter(conversation -> conversation.from().equals(node))
                .forEach(conversation -> forget(conversation, forgotten, holds));
        conversations.values().stream()
                .filter(conversation -> conversation.to().equals(node))
                .forEach(conversation -> conversation.all().stream()
                        .filter(said -> said.state() == State.DUE_BACK)
                        .filter(said -> !holds.holds(node, conversation.from(), said.sequence()))
                        .forEach(said -> said.becomes(State.GONE)));
        forgotten.clear();
        found.removeIf(file -> file.node.equals(node));
        lostWithADisk.addAll(lostFiles);
    }

    private static void forget(Conversation conversation, List<Act> forgotten, Holder holds) {
        Set<Said> own = new HashSet<>();
        forgotten.stream().filter(act -> !act.isHeard).forEach(act -> own.add(act.said));
        conversation.all().stream()
                .filter(said -> said.state() == State.SAID && own.contains(said))
                .forEach(said -> said.becomes(
                        holds.holds(conversation.to(), conversation.from(), said.sequence())
                                ? State.DUE_BACK
                                : State.GONE));
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

    /** Whether everything that was said so far has been heard, with its files, and everything forgotten has come back. */
    boolean isQuiet(Disks disks) {
        return all().noneMatch(said -> said.isMissing() || said.isForgotten())
                && conversations.values().stream().allMatch(conversation -> missingFile(conversation, disks) == null);
    }

    /** Judges at the end what must be there by now. */
    void judge(Disks disks) {
        conversations.values().forEach(conversation -> {
            judge(conversation);
            FileRef missing = missingFile(conversation, disks);
            if (missing != null) {
                breaks(
                        disks.apply(conversation.to(), missing.sha256()) == null ? Law.LOST : Law.CORRUPTED,
                        conversation.subject(),
                        "file " + missing.sha256() + " of case " + conversation.subject() + " is not whole at "
                                + conversation.to());
            }
        });
    }

    private void judge(Conversation conversation) {
        for (Said said : conversation.all()) {
            String what = words(said.payload(), conversation.subject());
            if (said.isMissing()) {
                breaks(
                        said.payload() instanceof CaseDecided ? Law.UNRETURNED : Law.LOST,
                        conversation.subject(),
                        what + " never came from " + conversation.from() + " to " + conversation.to());
            } else if (said.isForgotten()) {
                breaks(
                        Law.LOST,
                        conversation.subject(),
                        what + " never came back to " + conversation.from() + ", which had said it before its restore");
            }
        }
    }

    /** A file that was heard of and whose bytes are not, or not rightly, on that node's disk; null if there is none. */
    private @Nullable FileRef missingFile(Conversation conversation, Disks disks) {
        for (Said said : conversation.all()) {
            if (said.isHeard()) {
                for (FileRef file : said.payload().files()) {
                    if (!isSound(new FileAt(conversation.to(), file.sha256()), conversation.from(), disks)) {
                        return file;
                    }
                }
            }
        }
        return null;
    }

    private boolean isSound(FileAt file, NodeId from, Disks disks) {
        if (found.contains(file)) {
            return true;
        }
        byte[] content = disks.apply(file.node, file.sha256);
        if (content == null) {
            // Its only copy went down with a disk before a chunk of it was sent: it must be scanned again.
            return lostWithADisk.contains(file.sha256) && disks.apply(from, file.sha256) == null;
        }
        return Arrays.equals(content, originals.get(file.sha256)) && found.add(file);
    }

    long accepted() {
        return all().filter(said -> said.payload() instanceof CaseAccepted)
                .filter(said -> said.state() == State.SAID)
                .count();
    }

    long arrived() {
        return all().filter(said -> said.payload() instanceof CaseAccepted)
                .filter(Said::isHeard)
                .count();
    }

    long heard() {
        return heard;
    }

    private Stream<Said> all() {
        return conversations.values().stream().flatMap(conversation -> conversation.all().stream());
    }

    private Conversation conversation(NodeId from, NodeId to, String subject) {
        return conversations.computeIfAbsent(new Way(from, to, subject), way -> new Conversation(from, to, subject));
    }

    private static String words(Payload payload, String subject) {
        return PayloadType.of(payload).label() + " of case " + subject;
    }

    /** The bytes of a file at a node, or null if it is not there. */
    @FunctionalInterface
    interface Disks extends BiFunction<NodeId, String, byte @Nullable []> {}

    /** Whether the ledger of {@code node} holds that number of the stream that {@code origin} writes to it. */
    @FunctionalInterface
    interface Holder {
        boolean holds(NodeId node, NodeId origin, long sequence);
    }

    private record Way(NodeId from, NodeId to, String subject) {}

    private record Act(Said said, boolean isHeard) {}

    private record Gap(Duration since, String text) {}

    private record FileAt(NodeId node, String sha256) {}
}
