package io.yilu.schemas.enrolment;

import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Locale;

/**
 * The one-time code (入网码) that an administrator hands to a site: 24 random characters that never travel, 14 of the
 * fingerprint of the county's authority, by which the site knows the county, and 2 that find a misprint or another site's code.
 */
public final class EnrolmentCode {

    /** Without I, L, O and U: nothing that is taken for something else. */
    private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int SECRET = 24;
    private static final int FINGERPRINT = 14;
    private static final int CHECK = 2;
    private static final int GROUP = 5;

    private final NodeId site;
    private final String secret;
    private final String fingerprint;

    private EnrolmentCode(NodeId site, String secret, String fingerprint) {
        this.site = site;
        this.secret = secret;
        this.fingerprint = fingerprint;
    }

    /** A new code for this site. */
    public static EnrolmentCode create(NodeId site, X509Certificate authority, SecureRandom random) {
        StringBuilder secret = new StringBuilder();
        for (int i = 0; i < SECRET; i++) {
            secret.append(SYMBOLS.charAt(random.nextInt(SYMBOLS.length())));
        }
        return new EnrolmentCode(site, secret.toString(), fingerprint(authority));
    }

    /** Reads what was typed or carried: case, spaces and hyphens do not matter. Throws {@code YILU-ENROL-001}. */
    public static EnrolmentCode parse(NodeId site, String typed) {
        String plain = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        if (plain.length() == SECRET + FINGERPRINT + CHECK) {
            EnrolmentCode code =
                    new EnrolmentCode(site, plain.substring(0, SECRET), plain.substring(SECRET, SECRET + FINGERPRINT));
            if (code.check().equals(plain.substring(SECRET + FINGERPRINT))) {
                return code;
            }
        }
        throw new PermanentException(
                "YILU-ENROL-001",
                "This is no enrolment code for the site " + site + ".",
                "Compare it with the county's page, letter by letter; each site has a code of its own.");
    }

    /** In groups of five, as it is shown once and typed once. */
    public String text() {
        return (secret + fingerprint + check()).replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }

    /** Whether this is the authority whose administrator gave the code. */
    public boolean names(X509Certificate authority) {
        return fingerprint.equals(fingerprint(authority));
    }

    /** The key under which question and answer are sealed; the secret itself cannot be found from it. */
    public EnrolmentKey key() {
        return new EnrolmentKey(sha256("yilu-enrolment-1\n" + site + "\n" + secret));
    }

    private String check() {
        return symbols(sha256(site + secret + fingerprint), CHECK);
    }

    private static String fingerprint(X509Certificate authority) {
        try {
            return symbols(MessageDigest.getInstance("SHA-256").digest(authority.getEncoded()), FINGERPRINT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The authority's certificate cannot be encoded.", e);
        }
    }

    private static String symbols(byte[] bytes, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            // 32 symbols divide 256: none is likelier than another.
            text.append(SYMBOLS.charAt((bytes[i] & 0xff) % SYMBOLS.length()));
        }
        return text.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
