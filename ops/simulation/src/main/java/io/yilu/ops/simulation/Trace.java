package io.yilu.ops.simulation;

import io.yilu.ops.simulation.Roads.Parcel;
import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.sync.engine.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What happened, step by step, for people; and one number over all of it, by which two runs are compared. */
final class Trace {

    private final Timeline timeline;
    private final boolean kept;
    private final List<Line> lines = new ArrayList<>();
    private long fingerprint = 17;

    Trace(Timeline timeline, boolean kept) {
        this.timeline = timeline;
        this.kept = kept;
    }

    /** Something happened to a frame. */
    void frame(String what, Parcel parcel) {
        mix(what.hashCode() + 31L * Arrays.hashCode(parcel.bytes()));
        if (kept) {
            String where = parcel.from() + " → " + parcel.to() + "  " + what + ": ";
            try {
                Frame frame = parcel.open();
                add(subjects(frame), where + describe(frame));
            } catch (PermanentException noFrame) {
                add(Set.of(), where + noFrame.getMessage());
            }
        }
    }

    private static Set<String> subjects(Frame frame) {
        return frame instanceof Frame.Messages messages
                ? messages.envelopes().stream().map(Envelope::subject).collect(Collectors.toSet())
                : Set.of();
    }

    /** Something happened to a case. */
    void about(String subject, Object node, Supplier<String> what) {
        mix(subject.hashCode());
        if (kept) {
            add(Set.of(subject), node + "  " + what.get());
        }
    }

    /** Something happened that may concern every case. */
    void everyone(Object node, Supplier<String> what) {
        mix(node.hashCode());
        if (kept) {
            add(Set.of(""), node + "  " + what.get());
        }
    }

    /** The same for two runs exactly if the same happened at the same time. */
    long fingerprint() {
        return fingerprint;
    }

    /** What concerns these cases, and all faults; everything if no case is named. */
    List<String> lines(Set<String> subjects) {
        return lines.stream()
                .filter(line -> subjects.isEmpty()
                        || line.subjects.contains("")
                        || line.subjects.stream().anyMatch(subjects::contains))
                .map(Line::text)
                .toList();
    }

    private void mix(long what) {
        fingerprint = fingerprint * 1_000_003 + what;
        fingerprint = fingerprint * 1_000_003 + timeline.now().toNanos();
    }

    private void add(Set<String> subjects, String text) {
        double seconds = timeline.now().toNanos() / 1e9;
        lines.add(new Line(subjects, String.format(Locale.ROOT, "%8d %12.6f s  %s", timeline.steps(), seconds, text)));
    }

    private static String describe(Frame frame) {
        if (frame instanceof Frame.Messages messages) {
            return messages.envelopes().stream()
                    .map(envelope -> "#" + envelope.sequence() + " " + envelope.type() + " " + envelope.subject() + "/"
                            + envelope.subjectSequence())
                    .collect(Collectors.joining(", ", messages.lane().label() + " [", "]"));
        }
        if (frame instanceof Frame.Chunk chunk) {
            return "Chunk " + chunk.index() + " of " + chunk.sha256().substring(0, 8);
        }
        if (frame instanceof Frame.FileWanted wanted) {
            // An array's own words are its place in memory, which no seed gives.
            return "FileWanted " + BitSet.valueOf(wanted.missing()) + " of "
                    + wanted.sha256().substring(0, 8);
        }
        return frame.toString();
    }

    private record Line(Set<String> subjects, String text) {}
}
