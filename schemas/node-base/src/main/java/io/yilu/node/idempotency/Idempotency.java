package io.yilu.node.idempotency;

import io.yilu.node.problem.RequestRefused;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.failure.TransientException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a creation once per user and {@code Idempotency-Key}, however often and however concurrently it is asked for.
 *
 * <p>Key and creation are one transaction: a second request waits at the first one's row, then either gives the same
 * answer or, where the first was rolled back, does the work itself.
 */
public class Idempotency {

    /** The request header that carries the key. */
    public static final String HEADER = "Idempotency-Key";

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final int LONGEST_KEY = 128;
    private static final int TRIES = 5;
    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;
    private final AtomicLong nextPurge = new AtomicLong();

    Idempotency(JdbcClient jdbc, TransactionTemplate transaction, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /** One request to create something. */
    public record Creation<T>(
            SignedInUser user, @Nullable String key, String operation, Object request, Class<T> type) {

        /**
         * @param key the header's value
         * @param operation method and path, so that one key cannot stand for two things
         * @param request what was asked for; the same key with another request is refused with 409
         * @param type of the answer, which is kept as JSON
         */
        public Creation {
            Objects.requireNonNull(operation);
        }
    }

    private record Row(String requestHash, int status, String response) {}

    /** The answer, 201 the first time and the same again later; {@code creation} takes part in the transaction. */
    public <T> ResponseEntity<T> once(Creation<T> asked, Supplier<T> creation) {
        String key = checkKey(asked.key());
        String hash = hash(asked);
        purge();
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> tryOnce(asked, key, hash, creation)));
            } catch (PessimisticLockingFailureException e) {
                if (attempt == TRIES) {
                    TransientException failure =
                            new TransientException("YILU-REQUEST-004", "同一请求正在处理。", "请稍后用同一个 Idempotency-Key 再试。");
                    failure.initCause(e);
                    throw failure;
                }
            }
        }
    }

    private <T> ResponseEntity<T> tryOnce(Creation<T> asked, String key, String hash, Supplier<T> creation) {
        String username = asked.user().username();
        try {
            jdbc.sql("""
                    INSERT INTO node_idempotency (username, idempotency_key, request_hash, created_at)
                    VALUES (?, ?, ?, ?)""").params(username, key, hash, clock.instant()).update();
        } catch (DuplicateKeyException e) {
            return replay(asked, key, hash);
        }
        T answer = creation.get();
        jdbc.sql("UPDATE node_idempotency SET status = ?, response = ? WHERE username = ? AND idempotency_key = ?")
                .params(HttpStatus.CREATED.value(), json.writeValueAsString(answer), username, key)
                .update();
        return ResponseEntity.status(HttpStatus.CREATED).body(answer);
    }

    private <T> ResponseEntity<T> replay(Creation<T> asked, String key, String hash) {
        Optional<Row> row = jdbc.sql("""
                SELECT request_hash, status, response FROM node_idempotency
                WHERE username = ? AND idempotency_key = ?""")
                .params(asked.user().username(), key)
                .query((result, number) -> new Row(
                        result.getString("request_hash"), result.getInt("status"), result.getString("response")))
                .optional();
        if (row.isEmpty() || !row.get().requestHash().equals(hash)) {
            throw RequestRefused.conflict(
                    "YILU-REQUEST-005", "这个 Idempotency-Key 已用于另一个请求。", "请为新的请求换一个 Idempotency-Key。");
        }
        return ResponseEntity.status(row.get().status())
                .header(REPLAYED, "true")
                .body(json.readValue(row.get().response(), asked.type()));
    }

    private static String checkKey(@Nullable String key) {
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
            throw RequestRefused.malformed(
                    "YILU-REQUEST-003",
                    "缺少 Idempotency-Key 请求头，或超过 128 个字符。",
                    "请为每次新建操作带上唯一的 Idempotency-Key，重试时用同一个。");
        }
        return key;
    }

    private String hash(Creation<?> asked) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(asked.operation().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(json.writeValueAsBytes(asked.request()));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Once a day: nobody retries after a month. */
    private void purge() {
        Instant now = clock.instant();
        long due = nextPurge.get();
        if (due < now.toEpochMilli()
                && nextPurge.compareAndSet(due, now.plus(Duration.ofDays(1)).toEpochMilli())) {
            jdbc.sql("DELETE FROM node_idempotency WHERE created_at < ?")
                    .param(now.minus(KEPT))
                    .update();
        }
    }
}
