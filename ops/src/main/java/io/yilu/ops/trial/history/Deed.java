package io.yilu.ops.trial.history;

import java.util.Map;

/**
 * One line of the intent log.
 *
 * @param atMillis since the trial began, for the reader's eye; nothing is judged by it
 * @param intent whose before and after belong together, such as {@code accept-17}; also its idempotency key's beginning
 * @param node the site code of the node that was asked
 * @param number the case, or empty while nobody was told one
 * @param facts what was asked for or answered; what they hold is said at {@link Kind}
 */
public record Deed(
        long atMillis, Phase phase, Kind kind, String intent, String node, String number, Map<String, Object> facts) {

    public Deed {
        facts = Map.copyOf(facts);
    }

    /** Before and after. */
    public enum Phase {
        /** Written before the request leaves. */
        ASKED,
        /** The node said yes. */
        TOLD,
        /** The node said no, for good. */
        REFUSED,
        /** No answer came; the same key is asked again. */
        UNANSWERED,
        /** Seen in passing, such as a claim of 县已入库. */
        SEEN
    }

    /** What was meant. The {@code at} of what was told is the moment at which the node dates it, by its own clock. */
    public enum Kind {
        /**
         * ASKED: itemCode, applicant, form, reviewer, files (seq, sha256, size); TOLD: at, promisedDue, legalDue, files (fileName
         * beside them).
         */
        ACCEPT("ACCEPTED"),
        /** ASKED: corrections, opinion; TOLD: at; SEEN: what was asked as the clerk reads it. */
        CORRECTION("CORRECTION_REQUESTED"),
        /** ASKED: form unless it stays, files, remark; TOLD: at, all files of the case. */
        SUPPLEMENT("SUPPLEMENTED"),
        /** ASKED: outcome, opinion, reasons; TOLD: at, resultNumber, document. */
        DECISION("DECIDED"),
        /** ASKED: collectorName, relation, idChecked; TOLD: at. */
        HANDOVER("DELIVERED"),
        /** SEEN: delivery, atCounty (false, or incomplete). */
        RECEIPT("RECEIVED");

        private final String step;

        Kind(String step) {
            this.step = step;
        }

        /** What a case's timeline calls it. */
        public String step() {
            return step;
        }
    }
}
