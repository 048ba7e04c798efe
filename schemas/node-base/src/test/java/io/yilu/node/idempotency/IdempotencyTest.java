package io.yilu.node.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.node.idempotency.Idempotency.Creation;
import io.yilu.node.problem.RequestRefused;
import io.yilu.node.signin.Role;
import io.yilu.node.signin.SignedInUser;
import io.yilu.node.trial.NodeTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

@NodeTest
class IdempotencyTest {

    private static final SignedInUser CLERK = new SignedInUser("clerk", "窗口甲", Set.of(Role.CLERK), null);

    @Autowired
    Idempotency idempotency;

    record Made(String number) {}

    private static Creation<Made> creation(String key, Map<String, Object> request) {
        return new Creation<>(CLERK, key, "POST /api/v1/cases", request, Made.class);
    }

    @Test
    void a_replayed_request_gets_the_same_answer_and_creates_nothing() {
        String key = UUID.randomUUID().toString();
        AtomicInteger made = new AtomicInteger();
        for (int time = 0; time < 3; time++) {
            ResponseEntity<Made> answer = idempotency.once(
                    creation(key, Map.of("item", "A")), () -> new Made("case-" + made.incrementAndGet()));
            assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CREATED);
            assertThat(answer.getBody()).isEqualTo(new Made("case-1"));
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void the_same_key_for_another_request_is_a_conflict() {
        String key = UUID.randomUUID().toString();
        idempotency.once(creation(key, Map.of("item", "A")), () -> new Made("1"));
        assertThatThrownBy(() -> idempotency.once(creation(key, Map.of("item", "B")), () -> new Made("2")))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(HttpStatus.CONFLICT));
    }

    @Test
    void a_request_without_a_key_is_refused() {
        assertThatThrownBy(() -> idempotency.once(
                        new Creation<>(CLERK, null, "POST /api/v1/cases", Map.of(), Made.class), () -> new Made("1")))
                .hasMessageContaining("YILU-REQUEST-003");
    }

    @Test
    void a_failed_creation_leaves_the_key_free() {
        String key = UUID.randomUUID().toString();
        assertThatThrownBy(() -> idempotency.once(creation(key, Map.of()), () -> {
                    throw new IllegalStateException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(idempotency
                        .once(creation(key, Map.of()), () -> new Made("1"))
                        .getBody())
                .isEqualTo(new Made("1"));
    }

    @Test
    void requests_side_by_side_create_one() throws Exception {
        String key = UUID.randomUUID().toString();
        AtomicInteger made = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService clients = Executors.newFixedThreadPool(6);
        try {
            List<Future<ResponseEntity<Made>>> answers = new ArrayList<>();
            for (int client = 0; client < 6; client++) {
                answers.add(clients.submit(() -> {
                    go.await();
                    return idempotency.once(
                            creation(key, Map.of("item", "A")), () -> new Made("case-" + made.incrementAndGet()));
                }));
            }
            go.countDown();
            for (Future<ResponseEntity<Made>> answer : answers) {
                assertThat(answer.get().getBody()).isEqualTo(new Made("case-1"));
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(made).hasValue(1);
    }
}
