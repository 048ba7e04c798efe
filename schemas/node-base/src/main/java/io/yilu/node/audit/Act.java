package io.yilu.node.audit;

import java.util.Locale;

/** What may be written to the audit log; the label stands in the log for ever, so a name never changes its meaning. */
public enum Act {
    /** Personal data of a case was shown in full. */
    CASE_SEEN,
    /** A scan was opened. */
    FILE_SEEN,
    /** Somebody asked for a case that is not theirs, or that does not exist. */
    CASE_REFUSED,
    CASE_DECIDED,
    CORRECTION_REQUESTED,
    CORRECTION_ANSWERED,
    CASE_ACCEPTED,
    /** Its result was handed to who collects it. */
    RESULT_HANDED_OVER,
    SIGNED_IN,
    TOKEN_ISSUED,
    /** Too many wrong passwords. */
    ACCOUNT_LOCKED,
    /** A rebuilt node got its accounts back, and they are not those that it had. */
    ACCOUNT_CHANGED,
    PASSWORD_CHANGED,
    /** The content of a message was shown in full to repair it. */
    MESSAGE_SEEN,
    MESSAGE_RETRIED,
    MESSAGE_REPAIRED,
    MESSAGE_DISCARDED,
    MESSAGE_REQUESTED,
    FILE_REQUESTED,
    CONFLICT_RESOLVED,
    /** A one-time code was made for a site. */
    CODE_ISSUED,
    CERTIFICATE_RENEWED,
    /** A node was given a certificate, or lost it. */
    NODE_ENROLLED,
    NODE_REVOKED,
    NODE_RESTORED,
    /** Somebody ended an alarm that stays until a person has looked. */
    ALARM_CLEARED,
    BUNDLE_EXPORTED,
    BUNDLE_IMPORTED,
    /** A person vouched that a bundle is the last copy of a lost machine. */
    LAST_COPY_VOUCHED,
    LOG_VERIFIED,
    LOG_EXPORTED,
    /** The node was restored and learnt of an end of its log that it does not have any more. */
    LOG_RESTORED,
    /** Another node's log no longer agrees with what that node said of it before. */
    ANCHOR_MISMATCH;

    /** The word in the log and in addresses, such as {@code case-seen}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
