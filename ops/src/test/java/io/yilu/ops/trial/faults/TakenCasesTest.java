package io.yilu.ops.trial.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A county that is put back has every case again only when it shows every one. */
@Timeout(30)
class TakenCasesTest {

    @TempDir
    Path folder;

    private final AtomicInteger answer = new AtomicInteger(200);
    private final AtomicInteger signedIn = new AtomicInteger();
    private Stage stage;
    private HttpServer county;
    private TakenCases taken;

    @BeforeEach
    void set() throws IOException {
        stage = new Stage(folder);
        county = HttpServer.create(
                new InetSocketAddress("127.0.0.1", stage.scene.county().httpPort()), 0);
        county.createContext("/api/v1/tokens", exchange -> {
            signedIn.incrementAndGet();
            answer(exchange, 201);
        });
        county.createContext("/api/v1/cases/", exchange -> answer(exchange, answer.get()));
        county.start();
        taken = new TakenCases(stage.scene, List.of(stage.town));
        stage.note(Phase.ASKED, Kind.ACCEPT, "accept-1", stage.town, "");
        stage.note(Phase.TOLD, Kind.ACCEPT, "accept-1", stage.town, stage.town.id() + "-1");
    }

    @AfterEach
    void clear() throws IOException {
        county.stop(0);
        stage.close();
    }

    @Test
    void a_case_that_is_refused_for_whatever_reason_is_not_there_yet() {
        for (int refusal : List.of(401, 403, 404, 409, 429, 500, 503)) {
            answer.set(refusal);
            assertThat(taken.areAllAtCounty()).as("answered with " + refusal).isFalse();
            assertThat(taken.lastTrouble()).contains(stage.town.id() + "-1", String.valueOf(refusal));
        }
        answer.set(200);
        assertThat(taken.areAllAtCounty()).isTrue();
    }

    @Test
    void reviewers_who_look_again_and_again_sign_in_once() {
        assertThat(taken.areAllAtCounty()).isTrue();
        assertThat(taken.areAllAtCounty()).isTrue();
        assertThat(signedIn).hasValue(1);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        byte[] body = "{\"token\":\"t\"}".getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }
}
