package io.yilu.township.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.CatalogueLoader;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CatalogueReleased;
import io.yilu.sync.ExchangeEvent;
import io.yilu.sync.FileStore;
import io.yilu.township.trial.County;
import io.yilu.township.trial.TownshipTest;
import io.yilu.township.trial.Window;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

@TownshipTest
class CatalogueReleasedTest {

    private static final String SHIPPED = CatalogueLoader.loadShipped().version();

    @Autowired
    Catalogues catalogues;

    @Autowired
    County county;

    @Autowired
    FileStore files;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Window window;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void back_to_the_shipped_catalogue() {
        jdbc.sql("DELETE FROM catalogue_release").update();
        catalogues.refresh();
    }

    private static byte[] next(String version) {
        String json = new String(CatalogueLoader.loadShipped().toJson(), StandardCharsets.UTF_8)
                .replace("\"version\":\"" + SHIPPED + "\"", "\"version\":\"" + version + "\"")
                .replace("农村居民最低生活保障审核确认", "农村低保审核确认");
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static FileRef ref(byte[] content) throws Exception {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        return new FileRef(sha256, content.length, "application/json", "catalogue.json");
    }

    private void release(String version, Instant effectiveAt, FileRef file) {
        county.send(NodeId.COUNTY, "catalogue", new CatalogueReleased(version, effectiveAt, file));
    }

    private void arrives(byte[] content) throws Exception {
        FileRef stored =
                files.store(new ByteArrayInputStream(content), "application/json", "catalogue.json", content.length);
        events.publishEvent(new ExchangeEvent.FileMoved(stored.sha256(), true));
    }

    private String active() {
        return catalogues.active().catalogue().version();
    }

    @Test
    void a_release_comes_into_force_once_its_file_is_here_and_old_cases_keep_theirs() throws Exception {
        String number = window.accepted();
        byte[] content = next("2016.2");
        assertThat(Catalogue.fromJson(content).version()).isEqualTo("2016.2");

        release("2016.2", clock.instant().minusSeconds(1), ref(content));
        assertThat(active()).isEqualTo(SHIPPED);
        arrives(content);

        assertThat(active()).isEqualTo("2016.2");
        assertThat(window.read("/api/v1/items/" + Window.ALLOWANCE).path("name").asString())
                .isEqualTo("农村低保审核确认");
        assertThat(window.read("/api/v1/cases/" + number).path("itemName").asString())
                .isEqualTo("农村居民最低生活保障审核确认");
        assertThat(catalogues.version(SHIPPED).requireItem(Window.ALLOWANCE).name())
                .isEqualTo("农村居民最低生活保障审核确认");
    }

    @Test
    void an_application_that_was_begun_before_a_switch_is_accepted_by_the_version_in_force_and_pins_it()
            throws Exception {
        var application = window.application(Window.sampleOf(Window.ALLOWANCE));
        byte[] content = next("2016.5");
        release("2016.5", clock.instant().minusSeconds(1), ref(content));
        arrives(content);

        String number = window.body(window.post(
                        "/api/v1/cases", application, UUID.randomUUID().toString()))
                .path("number")
                .asString();

        assertThat(window.read("/api/v1/cases/" + number).path("itemName").asString())
                .isEqualTo("农村低保审核确认");
        assertThat(jdbc.sql("SELECT catalogue_version FROM cases WHERE case_number = ?")
                        .param(number)
                        .query(String.class)
                        .single())
                .isEqualTo("2016.5");
    }

    @Test
    void a_release_for_later_waits_for_its_time() throws Exception {
        byte[] content = next("2016.3");

        release("2016.3", clock.instant().plus(Duration.ofDays(1)), ref(content));
        arrives(content);

        assertThat(active()).isEqualTo(SHIPPED);
    }

    @Test
    void a_broken_release_leaves_the_version_in_force() throws Exception {
        byte[] content = "{\"version\":\"2016.4\"}".getBytes(StandardCharsets.UTF_8);

        release("2016.4", clock.instant().minusSeconds(1), ref(content));
        arrives(content);

        assertThat(active()).isEqualTo(SHIPPED);
        assertThat(window.read("/api/v1/items?q=db").path("items")).isNotEmpty();
    }

    @Test
    void the_same_release_again_is_nothing_new_and_another_content_is_refused() throws Exception {
        FileRef first = ref(next("2016.5"));
        release("2016.5", clock.instant().plusSeconds(3600), first);
        release("2016.5", clock.instant().plusSeconds(3600), first);

        assertThatThrownBy(() -> release("2016.5", clock.instant(), ref("{}".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(
                        PermanentException.class,
                        refused -> assertThat(refused.code()).isEqualTo("YILU-CATALOGUE-102"));
    }
}
