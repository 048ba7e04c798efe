package io.yilu.node.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.yilu.node.signin.SampleAccounts;
import io.yilu.node.trial.NodeTest;
import io.yilu.node.trial.TrialNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Over a real web server and real connections: MockMvc has neither. */
@SpringBootTest(
        classes = TrialNode.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"yilu.node.id=610924102", "yilu.demo=true"})
@ContextConfiguration(initializers = NodeTest.OwnDataDirectory.class)
class LiveUpdatesTest {

    @LocalServerPort
    int port;

    @Autowired
    LiveUpdates updates;

    @Autowired
    PlatformTransactionManager transactions;

    private final HttpClient http = HttpClient.newHttpClient();

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private InputStream listen(List<String> lines) throws Exception {
        HttpResponse<String> token = http.send(
                HttpRequest.newBuilder(address("/api/v1/tokens"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"username\":\"clerk\",\"password\":\"" + SampleAccounts.PASSWORD + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String bearer = "Bearer " + JsonPath.read(token.body(), "$.token");
        HttpResponse<InputStream> stream = http.send(
                HttpRequest.newBuilder(address("/live"))
                        .header("Authorization", bearer)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        InputStream in = stream.body();
        Thread reader = new Thread(() -> {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                text.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                lines.add("closed");
            }
        });
        reader.setDaemon(true);
        reader.start();
        await().until(() -> lines.contains(":open"));
        return in;
    }

    @Test
    void a_topic_reaches_every_open_page_once_however_often_it_was_published_at_a_time() throws Exception {
        List<String> one = new CopyOnWriteArrayList<>();
        List<String> two = new CopyOnWriteArrayList<>();
        listen(one);
        listen(two);
        for (int time = 0; time < 100; time++) {
            updates.publish("files");
        }
        await().until(() -> one.contains("data:files") && two.contains("data:files"));
        updates.publish("after");
        await().until(() -> one.contains("data:after"));
        assertThat(one.stream().filter("data:files"::equals)).hasSizeLessThan(5);
    }

    @Test
    void a_topic_waits_for_the_commit_and_is_dropped_by_a_rollback() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        listen(lines);
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        transaction.executeWithoutResult(status -> {
            updates.publish("undone");
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> updates.publish("done"));
        await().until(() -> lines.contains("data:done"));
        assertThat(lines).doesNotContain("data:undone");
    }

    @Test
    void a_closed_page_is_dropped() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        int before = updates.openPages();
        InputStream page = listen(lines);
        assertThat(updates.openPages()).isGreaterThan(before);
        page.close();
        await().until(() -> {
            updates.publish("anything");
            return updates.openPages() <= before;
        });
    }

    @Test
    void a_topic_is_a_word() {
        assertThatThrownBy(() -> updates.publish("case: 王试玲")).isInstanceOf(IllegalArgumentException.class);
    }
}
