package io.yilu.township.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.catalogue.CatalogueLoader;
import io.yilu.schemas.catalogue.SampleCase;
import io.yilu.township.drafts.Drafts;
import io.yilu.township.trial.Browser;
import io.yilu.township.trial.TownshipTest;
import io.yilu.township.trial.Window;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MvcResult;

@TownshipTest
class DraftPagesTest {

    private final SampleCase sample = Window.sampleOf(Window.ALLOWANCE);

    @Autowired
    Browser browser;

    @Autowired
    Drafts drafts;

    @Autowired
    JdbcClient jdbc;

    private String begun() {
        MvcResult begun = browser.post("/intake", "itemCode", Window.ALLOWANCE);
        String address = Objects.requireNonNull(begun.getResponse().getRedirectedUrl());
        return address.substring("/intake/".length());
    }

    private String complete() {
        String draft = begun();
        browser.postForm("/drafts/" + draft + "/save", sample.data());
        IntStream.rangeClosed(1, 7)
                .forEach(seq -> browser.upload("/drafts/" + draft + "/materials/" + seq, "扫描.png", Window.scan()));
        return draft;
    }

    @Test
    void what_is_typed_is_kept_and_shown_again() {
        String draft = begun();

        MvcResult saved = browser.post(
                "/drafts/" + draft + "/save", "applicantName", "覃试安", "members[0].name", "覃试安", "phone", "1");

        assertThat(Browser.text(saved)).contains("草稿已保存");
        assertThat(browser.text("/intake/" + draft)).contains("value=\"覃试安\"", "name=\"members[0].name\"");
        assertThat(browser.text("/")).contains("覃*安").doesNotContain("覃试安");
    }

    @Test
    void a_scan_is_put_on_its_material_s_row_and_taken_off_again() {
        String draft = begun();

        String row = Browser.text(browser.upload("/drafts/" + draft + "/materials/2", "户口簿.png", Window.scan()));

        assertThat(row).contains("户口簿.png", "已有 1 个");
        long file = Objects.requireNonNull(drafts.files(draft).get(2)).get(0).id();
        String empty = Browser.text(browser.post("/drafts/" + draft + "/materials/2/" + file + "/remove"));
        assertThat(empty).doesNotContain("户口簿.png");
    }

    @Test
    void a_bad_scan_and_an_unknown_material_are_said_and_nothing_is_kept() {
        String draft = begun();

        MvcResult renamed = browser.upload(
                "/drafts/" + draft + "/materials/2", "身份证.jpg", "not a picture".getBytes(StandardCharsets.UTF_8));
        MvcResult unknown = browser.upload("/drafts/" + draft + "/materials/99", "户口簿.png", Window.scan());

        assertThat(renamed.getResponse().getStatus()).isEqualTo(422);
        assertThat(Browser.text(renamed)).contains("不是 JPEG、PNG 图片或 PDF");
        assertThat(Browser.text(unknown)).contains("没有第 99 号材料");
        assertThat(drafts.files(draft)).isEmpty();
    }

    @Test
    void accepting_an_unfinished_draft_lists_what_is_wrong_and_keeps_everything() {
        String draft = begun();

        MvcResult refused = browser.post("/intake/" + draft + "/accept", "applicantName", "覃试安");

        assertThat(refused.getResponse().getStatus()).isEqualTo(422);
        assertThat(Browser.text(refused)).contains("处需要修改", "还缺 6 份必要材料", "打印一次性告知书", "value=\"覃试安\"");
    }

    @Test
    void a_complete_draft_becomes_one_case_even_when_accepted_six_times_at_once() throws Exception {
        String draft = complete();
        ExecutorService pool = Executors.newFixedThreadPool(6);
        Callable<String> accept = () -> String.valueOf(browser.postForm("/intake/" + draft + "/accept", sample.data())
                .getResponse()
                .getRedirectedUrl());

        Set<String> addresses = new HashSet<>();
        for (var answer : pool.invokeAll(Collections.nCopies(6, accept))) {
            addresses.add(answer.get());
        }
        pool.shutdown();

        assertThat(addresses).singleElement().asString().startsWith("/cases/610924102-");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM cases WHERE submission_key = ?")
                        .param("draft:" + draft)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(browser.get("/intake/" + draft).getResponse().getRedirectedUrl())
                .isEqualTo(addresses.iterator().next());
    }

    @Test
    void what_was_accepted_can_no_longer_be_changed_through_its_draft() {
        String draft = complete();
        browser.postForm("/intake/" + draft + "/accept", sample.data());

        MvcResult late = browser.post("/drafts/" + draft + "/save", "applicantName", "别人");

        assertThat(late.getResponse().getStatus()).isEqualTo(422);
        assertThat(Browser.text(late)).contains("已经提交");
    }

    @Test
    void a_deleted_draft_leaves_the_list_and_comes_back_when_that_is_undone() {
        String draft = begun();
        browser.post("/drafts/" + draft + "/save", "applicantName", "覃试安");

        browser.post("/drafts/" + draft + "/delete");
        assertThat(browser.text("/")).doesNotContain("/intake/" + draft);
        assertThat(Browser.text(browser.post("/intake/" + draft + "/accept"))).contains("已经删除");

        browser.post("/drafts/" + draft + "/restore");
        assertThat(browser.text("/")).contains("/intake/" + draft);
        assertThat(browser.text("/intake/" + draft)).contains("value=\"覃试安\"");
    }

    @Test
    void a_form_of_ten_megabytes_is_refused_and_the_draft_stays_as_it_was() {
        String draft = begun();
        browser.post("/drafts/" + draft + "/save", "applicantName", "覃试安");

        MvcResult refused = browser.post("/drafts/" + draft + "/save", "povertyStatement", "困".repeat(3_400_000));

        assertThat(refused.getResponse().getStatus()).isEqualTo(422);
        assertThat(Browser.text(refused)).contains("没有保存");
        assertThat(browser.text("/intake/" + draft)).contains("value=\"覃试安\"");
    }

    @Test
    void an_item_for_everybody_is_filled_in_on_the_form_of_the_applicant_s_kind() {
        String code = CatalogueLoader.loadShipped().townshipItems().stream()
                .filter(one -> one.applicant().equals("不限"))
                .findFirst()
                .orElseThrow()
                .code();

        String person = Objects.requireNonNull(browser.post("/intake", "itemCode", code, "kind", "自然人")
                .getResponse()
                .getRedirectedUrl());
        String organisation = Objects.requireNonNull(browser.post("/intake", "itemCode", code, "kind", "法人")
                .getResponse()
                .getRedirectedUrl());

        assertThat(browser.text(person)).contains("name=\"applicantName\"");
        assertThat(browser.text(organisation)).contains("name=\"organisationName\"");
    }

    @Test
    void an_item_that_is_not_taken_here_cannot_be_begun() {
        MvcResult refused = browser.post("/intake", "itemCode", "610924-01-01-001");

        assertThat(refused.getResponse().getStatus()).isEqualTo(422);
        assertThat(Browser.text(refused)).contains("不在便民服务中心受理");
    }
}
