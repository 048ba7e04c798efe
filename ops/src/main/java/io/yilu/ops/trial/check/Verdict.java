package io.yilu.ops.trial.check;

import java.util.List;

/**
 * What the judge found.
 *
 * @param accepted cases whose number a client was told
 * @param arrived those of them that the county shows whole
 */
public record Verdict(int accepted, int arrived, List<Finding> findings) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    /** What may be wrong with an exchange. */
    public enum Wrong {
        LOST,
        DUPLICATED,
        REORDERED,
        CORRUPTED,
        UNRETURNED
    }

    /** One wrong thing, with the message or case that it is about. */
    public record Finding(Wrong wrong, String subject, String text) {}

    public long count(Wrong wrong) {
        return findings.stream()
                .filter(finding -> finding.wrong() == wrong)
                .map(Finding::subject)
                .distinct()
                .count();
    }

    /** Whether every case was accepted and arrived, and nothing is wrong. */
    public boolean isGood(int cases) {
        return findings.isEmpty() && accepted == cases && arrived == cases;
    }

    /** The closing line of a trial. */
    public String line(long seed, int townships, int faults) {
        return ("trial: seed=%d townships=%d accepted=%d arrived=%d lost=%d duplicated=%d reordered=%d corrupted=%d"
                        + " unreturned=%d faults=%d")
                .formatted(
                        seed,
                        townships,
                        accepted,
                        arrived,
                        count(Wrong.LOST),
                        count(Wrong.DUPLICATED),
                        count(Wrong.REORDERED),
                        count(Wrong.CORRUPTED),
                        count(Wrong.UNRETURNED),
                        faults);
    }
}
