package io.yilu.node.audit;

import io.yilu.node.signin.SignedInUser;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Writes down who did what. An entry belongs to the transaction of the act: both are there or neither is.
 *
 * <p>The head of the chain stays locked until that transaction ends, so record last, after the work.
 */
public class AuditLog {

    /** What acts by itself and comes from no address. */
    static final String NODE = "node";

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 500;
    private static final int MOST_LOOKS = 50;

    private final AuditTable table;
    private final Clock clock;

    AuditLog(AuditTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** One deliberate look at personal data; {@code by} is the name that colleagues know. */
    public record Look(Instant at, String by) {}

    /**
     * Writes down an act of whoever is signed in, or of the node itself.
     *
     * @param subject what it was done to: a case number, an account, a message; never a person's name
     * @param detail more about it; never personal data
     */
    @Transactional
    public void record(Act act, String subject, String detail) {
        append(act, actor(), subject, detail, "");
    }

    /** As {@link #record(Act, String, String)}, with the reason that was given. */
    @Transactional
    public void record(Act act, String subject, String detail, String reason) {
        append(act, actor(), subject, detail, reason);
    }

    /** As {@link #record(Act, String, String)} where nobody is signed in yet, or another is named than who is. */
    @Transactional
    public void recordOf(String actor, Act act, String subject, String detail) {
        append(act, actor, subject, detail, "");
    }

    /**
     * In a transaction of its own: the entry stays although the request is refused. Only for refusals, and only before the
     * surrounding transaction has recorded anything, since that one holds the head of the chain.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void recordRefusal(Act act, String subject, String detail) {
        append(act, actor(), subject, detail, "");
    }

    /** Who did one of these to this subject last, newest first. */
    public List<Look> looksAt(String subject, Act... acts) {
        return table.looks(subject, Arrays.stream(acts).map(Act::label).toList(), MOST_LOOKS);
    }

    /** Where the log ends now. */
    public AuditHead head() {
        return table.head();
    }

    private void append(Act act, String actor, String subject, String detail, String reason) {
        AuditHead head = table.lockHead();
        table.append(new AuditEntry(
                head.entries() + 1,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                storable(actor, LONGEST_NAME),
                storable(origin(), LONGEST_NAME),
                act.label(),
                storable(subject, LONGEST_NAME),
                storable(detail, LONGEST_TEXT),
                storable(reason, LONGEST_TEXT),
                head.hash()));
    }

    private static String actor() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInUser user
                ? user.username()
                : NODE;
    }

    private static String origin() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getRemoteAddr()
                : NODE;
    }

    /** What comes back from the database as it went in: not too long, no half characters, nothing at the ends. */
    private static String storable(String text, int longest) {
        String whole = new String(text.strip().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        int end = Math.min(whole.length(), longest);
        if (end > 0 && end < whole.length() && Character.isHighSurrogate(whole.charAt(end - 1))) {
            end--;
        }
        return whole.substring(0, end).strip();
    }
}
