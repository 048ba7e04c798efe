package io.yilu.township.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.node.signin.Role;
import io.yilu.township.trial.Browser;
import io.yilu.township.trial.County;
import io.yilu.township.trial.TownshipTest;
import io.yilu.township.trial.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TownshipTest
class PagesTest {

    @Autowired
    Browser browser;

    @Autowired
    Window window;

    @Autowired
    County county;

    @Autowired
    JdbcClient jdbc;

    private List<String> addresses(String number) {
        return List.of(
                "/",
                "/items",
                "/items?q=db",
                "/items/" + Window.ALLOWANCE,
                "/cases",
                "/cases?show=decided&q=覃",
                "/cases/" + number,
                "/results",
                "/results?show=done",
                "/cases/" + number + "/handover",
                "/line",
                "/line/lamp",
                "/today/lists");
    }

    @Test
    void every_page_opens_in_both_languages_with_every_text_there() {
        String number = window.accepted();
        var document = county.document();
        county.decides(number, document.announced());
        document.arrives();
        String asked = window.accepted();
        county.asksForCorrection(asked, 1);

        for (String language : List.of("zh-CN", "en")) {
            for (String address : addresses(number)) {
                opensWithEveryText(address, language);
            }
            opensWithEveryText("/cases/" + asked, language);
            opensWithEveryText("/cases/" + asked + "/correction", language);
        }
    }

    private void opensWithEveryText(String address, String language) {
        String separator = address.contains("?") ? "&" : "?";
        var result = browser.get(address + separator + "lang=" + language);
        assertThat(result.getResponse().getStatus()).as(address).isEqualTo(200);
        assertThat(Browser.text(result)).as(address).doesNotContain("??");
    }

    @Test
    void lists_and_the_page_of_a_case_show_no_id_and_no_full_name() {
        String number = window.accepted();

        for (String address : List.of("/", "/cases", "/cases?q=覃试安", "/cases/" + number)) {
            assertThat(browser.text(address))
                    .as(address)
                    .contains("覃*安")
                    .doesNotContain("610924195103099995", "6109 2419 5103 0999 95");
        }
        assertThat(browser.text("/cases")).doesNotContain("覃试安");
    }

    @Test
    void the_whole_form_is_shown_after_a_click_that_is_written_down() {
        String number = window.accepted();

        String full = Browser.text(browser.post("/cases/" + number + "/full"));

        assertThat(full).contains("610924195103099995", "五郎坪村");
        assertThat(jdbc.sql("SELECT CONCAT(actor, detail) FROM node_audit WHERE subject = ? AND act = 'case-seen'")
                        .param(number)
                        .query(String.class)
                        .list())
                .containsExactly("clerk申请人和申请表");
    }

    @Test
    void a_case_is_found_by_number_name_item_and_whole_id_number() {
        String number = window.accepted();

        for (String text : List.of(number, "覃试安", "最低生活", "610924195103099995", "6109 2419 5103 0999 95")) {
            assertThat(browser.text("/cases?q=" + text)).as(text).contains(number);
        }
        assertThat(browser.text("/cases?q=%25")).contains("没有找到");
        assertThat(browser.text("/cases?q=没有这个人")).contains("没有找到");
    }

    @Test
    void the_words_follow_the_case() {
        String number = window.accepted();
        assertThat(browser.text("/cases/" + number)).contains("已存本地", "待传");

        county.progresses(number, "开始审查。");
        county.asksForCorrection(number, 1);
        assertThat(browser.text("/cases/" + number)).contains("is-act", "第 3 页看不清");
        assertThat(browser.text("/cases?show=correction")).contains(number);
    }

    @Test
    void a_number_that_is_none_or_not_of_this_site_is_404() {
        assertThat(browser.get("/cases/610924102-20150701-0012-9").getResponse().getStatus())
                .isEqualTo(404);
        assertThat(browser.get("/cases/nonsense").getResponse().getStatus()).isEqualTo(404);
        assertThat(browser.get("/papers/nonsense/receipt").getResponse().getStatus())
                .isEqualTo(404);
        assertThat(browser.get("/items/610924-99-99-999").getResponse().getStatus())
                .isEqualTo(404);
    }

    @Test
    void whoever_looks_after_the_machine_sees_the_line_and_no_case() {
        assertThat(browser.getAs(Role.IT, "/line").getResponse().getStatus()).isEqualTo(200);
        assertThat(browser.getAs(Role.IT, "/cases").getResponse().getStatus()).isEqualTo(403);
        assertThat(browser.getAs(Role.IT, "/results").getResponse().getStatus()).isEqualTo(403);
        assertThat(Browser.text(browser.getAs(Role.IT, "/"))).doesNotContain("最近办件");
    }
}
