package io.yilu.township.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yilu.node.signin.Role;
import io.yilu.township.trial.Browser;
import io.yilu.township.trial.TownshipTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;

/** U盘传送 at the window of a township that is not enrolled. */
@TownshipTest
class BundlePagesTest {

    @Autowired
    Browser browser;

    @Autowired
    JdbcClient jdbc;

    @Test
    void the_page_opens_in_both_languages_for_whoever_is_in_the_hall() {
        for (Role role : List.of(Role.CLERK, Role.IT, Role.ADMIN)) {
            for (String language : List.of("zh-CN", "en")) {
                var page = browser.getAs(role, "/line/bundles?lang=" + language);
                assertThat(page.getResponse().getStatus()).isEqualTo(200);
                assertThat(Browser.text(page)).doesNotContain("??");
            }
        }
        assertThat(browser.text("/line?lang=zh-CN")).contains("/line/bundles");
    }

    @Test
    void an_export_that_fails_says_so_on_the_page_and_in_the_audit_log() {
        assertThat(browser.post("/line/bundles", "to", "download").getResponse().getRedirectedUrl())
                .isEqualTo("/line/bundles");
        await().untilAsserted(() ->
                assertThat(browser.text("/line/bundles?lang=zh-CN")).contains("导出没有完成"));
        assertThat(jdbc.sql("SELECT COUNT(*) FROM node_audit WHERE act = 'bundle-exported'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void a_stick_that_is_not_set_up_is_not_offered_and_no_name_is_downloaded_but_a_parts() {
        assertThat(browser.text("/line/bundles?lang=zh-CN"))
                .doesNotContain("从U盘导入")
                .contains("没有设置备份盘");
        MockHttpServletResponse answer = browser.get("/line/bundles/files/yilu-610924102-610924000-12345678-001.yilu")
                .getResponse();
        assertThat(answer.getStatus()).isEqualTo(404);
    }
}
