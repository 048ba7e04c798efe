package io.yilu.ops.trial.check;

import io.yilu.ops.trial.check.Verdict.Wrong;

/**
 * Something that a node still holds, or complains of, after everything has had its time.
 *
 * @param subject the case, or the node where it is about none
 */
public record LooseEnd(Kind kind, String subject, String text) {

    /** What it is, and what it means for what people were told. */
    public enum Kind {
        /** A message that is here and not applied. */
        MESSAGE(Wrong.LOST),
        /** A message of which two versions wait for a decision. */
        CONFLICT(Wrong.CORRUPTED),
        /** A file of which bytes are missing. */
        FILE(Wrong.LOST),
        /** A history that is not the one that was said. */
        BROKEN_CHAIN(Wrong.CORRUPTED),
        /** Messages that no node holds any more, or that could not be replayed. */
        GONE(Wrong.LOST);

        private final Wrong wrong;

        Kind(Wrong wrong) {
            this.wrong = wrong;
        }

        Wrong wrong() {
            return wrong;
        }
    }
}
