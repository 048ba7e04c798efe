package io.yilu.node.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Issues bearer tokens of 256 random bits and knows them again by their hash alone. */
class Tokens {

    private static final int BYTES = 32;

    private final JdbcClient jdbc;
    private final AccountTable accounts;
    private final SignInProperties properties;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Tokens(JdbcClient jdbc, AccountTable accounts, SignInProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.properties = properties;
        this.clock = clock;
    }

    /** The answer of {@code POST /api/v1/tokens}. */
    record IssuedToken(String token, Instant expiresAt) {}

    IssuedToken issue(Account account) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(properties.tokenLife());
        jdbc.sql("DELETE FROM node_token WHERE expires_at < ?").param(now).update();
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("INSERT INTO node_token (token_hash, username, created_at, expires_at) VALUES (?, ?, ?, ?)")
                .params(hash(token), account.username(), now, expiresAt)
                .update();
        return new IssuedToken(token, expiresAt);
    }

    /** Ends every token of this account, because its password is another now. */
    void revokeAll(String username) {
        jdbc.sql("DELETE FROM node_token WHERE username = ?").param(username).update();
    }

    /** The account is read anew each time: one that was switched off is out at once. */
    Optional<SignedInUser> userOf(String token) {
        return jdbc.sql("SELECT username FROM node_token WHERE token_hash = ? AND expires_at > ?")
                .params(hash(token), clock.instant())
                .query(String.class)
                .optional()
                .flatMap(accounts::find)
                .filter(Account::enabled)
                .map(Account::asUser);
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
