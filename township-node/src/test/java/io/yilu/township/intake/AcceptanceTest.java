package io.yilu.township.intake;

import static io.yilu.township.trial.Window.said;
import static io.yilu.township.trial.Window.sampleOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.catalogue.CatalogueLoader;
import io.yilu.schemas.catalogue.SampleCase;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.township.trial.TownshipTest;
import io.yilu.township.trial.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@TownshipTest
class AcceptanceTest {

    @Autowired
    Window window;

    @Autowired
    Intake intake;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JsonMapper json;

    private long rows(String table) {
        return jdbc.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    private String key() {
        return UUID.randomUUID().toString();
    }

    private ObjectNode application() {
        return window.application(sampleOf(Window.ALLOWANCE));
    }

    private Application direct(String key) {
        var sample = sampleOf(Window.ALLOWANCE);
        var files = new HashMap<Integer, List<FileRef>>();
        sample.attachments()
                .forEach(attachment -> files.put(
                        attachment.material(),
                        List.of(json.treeToValue(window.upload(Window.scan(), "扫描.png"), FileRef.class))));
        return new Application(key, sample.item(), sample.applicant(), sample.data(), files, "窗口甲");
    }

    @Test
    void an_accepted_case_has_number_timeline_dates_and_a_message_that_waits() {
        long messages = rows("sync_outbox");

        MvcResult result = window.post("/api/v1/cases", application(), key());

        assertThat(result.getResponse().getStatus()).as(said(result)).isEqualTo(201);
        JsonNode made = window.body(result);
        CaseNumber number = CaseNumber.parse(made.path("number").asString());
        assertThat(number.site().value()).isEqualTo("610924102");
        assertThat(made.path("state").asString()).isEqualTo("ACCEPTED");
        assertThat(made.path("delivery").asString()).isEqualTo("STORED");
        assertThat(made.path("applicant").path("name").asString()).isEqualTo("覃*安");
        assertThat(made.path("applicant").path("idNumber").asString()).isEqualTo("610924********9995");
        assertThat(made.path("timeline").get(0).path("text").asString()).startsWith("收件：农村居民最低生活保障");
        assertThat(made.path("promisedDue").asString())
                .isLessThan(made.path("legalDue").asString());
        assertThat(made.path("correction").isNull()).isTrue();
        assertThat(rows("sync_outbox")).isEqualTo(messages + 1);
    }

    @Test
    void every_shipped_sample_of_a_township_item_is_accepted() {
        var catalogue = CatalogueLoader.loadShipped();
        SampleCase.loadShipped().stream()
                .filter(sample -> catalogue.requireItem(sample.item()).isTownshipItem())
                .forEach(sample -> {
                    MvcResult result = window.post("/api/v1/cases", window.application(sample), key());
                    assertThat(result.getResponse().getStatus())
                            .as(sample.sample() + said(result))
                            .isEqualTo(201);
                });
    }

    @Test
    void the_same_key_gives_the_same_case_however_often_and_however_concurrently() throws Exception {
        ObjectNode application = application();
        String key = key();
        long before = rows("cases");

        Set<String> numbers = new HashSet<>(atOnce(
                6,
                () -> window.body(window.post("/api/v1/cases", application, key))
                        .path("number")
                        .asString()));

        assertThat(numbers).hasSize(1);
        assertThat(rows("cases")).isEqualTo(before + 1);
    }

    @Test
    void no_number_is_given_twice_to_concurrent_cases_and_none_is_skipped() throws Exception {
        List<Application> applications =
                IntStream.range(0, 8).mapToObj(i -> direct("number-test-" + i)).toList();
        var next = new AtomicInteger();

        List<String> numbers = atOnce(
                8, () -> intake.accept(applications.get(next.getAndIncrement())).value());

        List<Integer> ordinals = numbers.stream()
                .map(number -> Integer.parseInt(number.substring(19, 23)))
                .sorted()
                .toList();
        assertThat(ordinals).doesNotHaveDuplicates();
        assertThat(ordinals.get(7) - ordinals.get(0)).isEqualTo(7);
    }

    @Test
    void what_is_rolled_back_leaves_nothing_and_its_number_is_given_to_the_next() {
        long cases = rows("cases");
        long events = rows("case_event");
        long messages = rows("sync_outbox");
        String lost = transaction.execute(status -> {
            status.setRollbackOnly();
            return intake.accept(direct("rolled-back")).value();
        });

        assertThat(rows("cases")).isEqualTo(cases);
        assertThat(rows("case_event")).isEqualTo(events);
        assertThat(rows("sync_outbox")).isEqualTo(messages);
        assertThat(intake.accept(direct("after-rollback")).value()).isEqualTo(lost);
    }

    @Test
    void personal_data_does_not_rest_in_clear() {
        String number = window.accepted();

        String row = jdbc.sql("""
                SELECT CONCAT(HEX(applicant_sealed), '|', HEX(form_sealed), '|', applicant_id_masked)
                  FROM cases WHERE case_number = ?""").param(number).query(String.class).single();

        assertThat(row)
                .doesNotContain(HexFormat.of()
                        .withUpperCase()
                        .formatHex("610924195103099995".getBytes(StandardCharsets.UTF_8)));
        assertThat(row).doesNotContain("610924195103099995");
        assertThat(row).endsWith("610924********9995");
    }

    @Test
    void a_wrong_check_digit_is_named_with_the_right_one() {
        ObjectNode application = application();
        ((ObjectNode) application.path("applicant")).put("idNumber", "610924195103099991");

        MvcResult result = window.post("/api/v1/cases", application, key());

        assertThat(result.getResponse().getStatus()).isEqualTo(422);
        assertThat(said(result)).contains("身份证号第 18 位应为 5");
    }

    @Test
    void a_date_in_the_future_is_refused_in_the_form() {
        ObjectNode application = application();
        ((ObjectNode) application.path("form")).put("birthDate", "2951-03-09");
        long before = rows("cases");

        MvcResult result = window.post("/api/v1/cases", application, key());

        assertThat(result.getResponse().getStatus()).isEqualTo(422);
        assertThat(window.body(result).path("errors").toString()).contains("birthDate");
        assertThat(rows("cases")).isEqualTo(before);
    }

    @Test
    void an_item_that_the_township_may_not_take_is_refused_with_the_window_to_go_to() {
        ObjectNode application = application();
        application.put("itemCode", "610924-01-01-001");

        MvcResult result = window.post("/api/v1/cases", application, key());

        assertThat(result.getResponse().getStatus()).isEqualTo(422);
        assertThat(window.body(result).path("code").asString()).isEqualTo("YILU-INTAKE-002");
        assertThat(said(result)).contains("县政务服务中心");
    }

    @Test
    void an_applicant_of_the_wrong_kind_is_refused() {
        ObjectNode application = application();
        ((ObjectNode) application.path("applicant")).put("kind", "法人");

        MvcResult result = window.post("/api/v1/cases", application, key());

        assertThat(said(result)).contains("只受理自然人的申请");
    }

    @Test
    void missing_required_materials_are_listed_and_optional_ones_are_not() {
        ObjectNode application = application();
        application.putArray("materials");

        MvcResult result = window.post("/api/v1/cases", application, key());

        assertThat(result.getResponse().getStatus()).isEqualTo(422);
        assertThat(window.body(result).path("missing")).hasSize(6);
        assertThat(said(result)).contains("家庭成员户口簿").doesNotContain("疾病诊断");
    }

    @Test
    void a_file_that_was_never_uploaded_is_refused() {
        ObjectNode application = application();
        application.set("materials", json.readTree("[{\"seq\":1,\"files\":[\"" + "0".repeat(64) + "\"]}]"));

        MvcResult result = window.post("/api/v1/cases", application, key());

        assertThat(result.getResponse().getStatus()).isEqualTo(422);
        assertThat(said(result)).contains("没有收到过文件");
    }

    @Test
    void a_name_of_300_characters_is_refused_in_words() {
        ObjectNode application = application();
        ((ObjectNode) application.path("applicant")).put("name", "王".repeat(300));

        assertThat(said(window.post("/api/v1/cases", application, key()))).contains("名称共 300 个字");
    }

    @Test
    void ten_megabytes_of_form_text_are_refused_and_nothing_is_kept() {
        ObjectNode application = application();
        ((ObjectNode) application.path("form")).put("povertyStatement", "困".repeat(3_400_000));
        long before = rows("cases");

        MvcResult result = window.post("/api/v1/cases", application, key());

        assertThat(result.getResponse().getStatus()).isIn(413, 422);
        assertThat(said(result)).containsAnyOf("超过", "太大");
        assertThat(rows("cases")).isEqualTo(before);
    }

    @Test
    void what_is_no_json_or_lacks_everything_is_answered_in_words() {
        assertThat(window.post("/api/v1/cases", "text", key()).getResponse().getStatus())
                .isBetween(400, 422);
        MvcResult empty = window.post("/api/v1/cases", json.createObjectNode(), key());
        assertThat(empty.getResponse().getStatus()).isEqualTo(422);
        assertThat(said(empty)).contains("请填写申请人");
    }

    private static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : pool.invokeAll(Collections.nCopies(threads, work))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }
}
