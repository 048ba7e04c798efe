package io.yilu.sync;

/** Where repairs are written down: the node's audit log. Called inside the transaction of the repair, as its last step. */
@FunctionalInterface
public interface RepairJournal {

    /**
     * Writes down one step; who and when is the journal's to know.
     *
     * @param subject the message, conflict or file
     * @param detail how it stood before and how it stands after; no personal data
     */
    void wrote(Step step, String subject, String detail, String reason);

    /** What was done. */
    enum Step {
        SEEN_IN_FULL,
        RETRIED,
        CORRECTED,
        DISCARDED,
        REQUESTED,
        CONFLICT_DECIDED,
        FILE_RETRIED
    }
}
