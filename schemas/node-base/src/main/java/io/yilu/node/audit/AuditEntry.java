package io.yilu.node.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * One entry of the log. Its {@link #line} is the canonical form: what is hashed, exported and checked with plain sha256;
 * {@code docs/audit-log.md} describes it, so it never changes.
 *
 * @param number from 1, without gaps
 * @param at this node's clock, to the microsecond
 * @param actor account name, or {@code node} for what the node does by itself
 * @param origin address that the request came from, or {@code node}
 * @param act label of an {@link Act}
 * @param subject what it was done to: a case number, an account, a message
 * @param detail more about it; never personal data
 * @param reason why, in the words of who did it; may be empty
 * @param previous SHA-256 of the line before, {@link #BEFORE_THE_FIRST} for the first
 */
public record AuditEntry(
        long number,
        Instant at,
        String actor,
        String origin,
        String act,
        String subject,
        String detail,
        String reason,
        String previous) {

    /** What the first entry names as the hash before it. */
    public static final String BEFORE_THE_FIRST = "0".repeat(64);

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final char FIRST_PRINTABLE = 0x20;

    /** The entry as one line of JSON without its line end: the same fields always give the same bytes. */
    public String line() {
        return "{\"number\":" + number
                + ",\"at\":" + quoted(MICROSECONDS.format(at))
                + ",\"actor\":" + quoted(actor)
                + ",\"from\":" + quoted(origin)
                + ",\"act\":" + quoted(act)
                + ",\"subject\":" + quoted(subject)
                + ",\"detail\":" + quoted(detail)
                + ",\"reason\":" + quoted(reason)
                + ",\"previous\":" + quoted(previous)
                + "}";
    }

    /** SHA-256 of {@link #line}, in hex. */
    public String hash() {
        return sha256(line());
    }

    static String sha256(String line) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By hand, since a JSON library may choose other escapes in its next release. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
