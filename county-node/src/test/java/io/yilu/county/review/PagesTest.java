package io.yilu.county.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.yilu.county.cases.Cases;
import io.yilu.county.trial.CountyTest;
import io.yilu.county.trial.Townships;
import io.yilu.node.signin.Role;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@CountyTest
class PagesTest {

    @Autowired
    private MockMvc web;

    @Autowired
    private Townships townships;

    @Autowired
    private Cases cases;

    @Test
    void the_list_shows_the_case_masked_with_its_time_left_in_words() throws Exception {
        CaseNumber number = townships.accept(
                Townships.ALLOWANCE, Instant.parse("2015-07-01T01:12:00Z"), List.of(townships.scan("a")));

        String page = page(get("/").param("q", "覃试安"));

        assertThat(page).contains(number.value(), "覃*安", "汉王镇", "超法定", "截至").doesNotContain("610924195103099995");
    }

    @Test
    void an_empty_list_says_what_would_make_something_appear() throws Exception {
        assertThat(page(get("/").param("q", "没有这样的事"))).contains("没有找到“没有这样的事”");
    }

    @Test
    void a_typed_case_number_leads_to_its_case() throws Exception {
        CaseNumber number = townships.accept();

        MockHttpServletResponse answer = open(get("/").param("q", " " + number + " "), reviewer());

        assertThat(answer.getRedirectedUrl()).isEqualTo("/cases/" + number);
    }

    @Test
    void opening_a_case_shows_it_in_full_and_starts_the_review() throws Exception {
        FileRef travelling = townships.travellingScan();
        CaseNumber number = townships.accept(
                Townships.ALLOWANCE, Instant.parse("2016-07-01T01:00:00Z"), List.of(townships.scan("b"), travelling));

        String page = page(get("/cases/" + number));

        assertThat(page).contains("覃试安", "6109 2419 5103 0999 95", "审批中", "开始审批", "身份证.jpg", "还有 1 个扫描件在路上");
        assertThat(page(get("/cases/" + number + "/scans/" + travelling.sha256())))
                .contains("0%");
        assertThat(page(get("/cases/" + number + "/travelling"))).contains("还有 1 个扫描件在路上");
    }

    @Test
    void a_decision_is_checked_shown_once_more_and_then_made() throws Exception {
        CaseNumber number = townships.accept();
        page(get("/cases/" + number));

        String without = page(
                post("/cases/" + number + "/opinion").param("step", "APPROVED").param("opinion", " "));
        String confirm = page(
                post("/cases/" + number + "/opinion").param("step", "APPROVED").param("opinion", "符合低保条件"));
        assertThat(without).contains("没有填写审批意见");
        assertThat(confirm).contains("请核对：准予", "符合低保条件", "不能撤回").doesNotContain("610924195103099995");
        assertThat(cases.find(number).orElseThrow().state()).isEqualTo(CaseState.IN_REVIEW);

        MockHttpServletRequestBuilder confirmed = post("/cases/" + number + "/opinion/confirmed")
                .param("step", "APPROVED")
                .param("opinion", "符合低保条件");
        assertThat(open(confirmed, reviewer()).getRedirectedUrl()).isEqualTo("/cases/" + number);
        String again = page(post("/cases/" + number + "/opinion/confirmed")
                .param("step", "APPROVED")
                .param("opinion", "符合低保条件"));

        assertThat(again).contains("现在是“办结·准予”");
        assertThat(page(get("/cases/" + number))).contains("已准予", "打开结果文书", "农村居民最低生活保障证");
    }

    @Test
    void a_correction_keeps_its_lines_on_the_way_and_back() throws Exception {
        CaseNumber number = townships.accept();
        page(get("/cases/" + number));

        MockHttpServletRequestBuilder back = post("/cases/" + number + "/opinion/back")
                .param("step", "CORRECTION")
                .param("opinion", "请补齐")
                .param("material", "2", "")
                .param("text", "缺户主页，请补", "签名");

        assertThat(page(back)).contains("缺户主页，请补", "签名", "请补齐");
    }

    @Test
    void another_departments_case_is_a_plain_not_found() throws Exception {
        CaseNumber number = townships.accept();

        MockHttpServletResponse answer = open(get("/cases/" + number), user("d-04", Role.REVIEWER, "04"));

        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                .contains("本部门没有办件")
                .doesNotContain("覃");
    }

    @Test
    void it_staff_see_every_route_and_no_case() throws Exception {
        SignedInUser it = user("it", Role.IT, null);

        assertThat(open(get("/"), it).getRedirectedUrl()).isEqualTo("/routes");
        String page = open(get("/routes"), it).getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).contains("21 个便民服务中心", "汉王镇", "610924102", "中断", "从未联系");
        assertThat(open(get("/cases/610924102-20150701-0012-7"), it).getStatus())
                .isEqualTo(403);
    }

    @Test
    void every_word_has_its_english() throws Exception {
        CaseNumber number = townships.accept();

        String page = page(get("/cases/" + number).param("lang", "en"));

        assertThat(page).contains("Materials and scans", "Ask for correction").doesNotContain("??");
        assertThat(page(get("/").param("lang", "en"))).contains("To do").doesNotContain("??");
        assertThat(page(get("/").param("lang", "zh-CN"))).doesNotContain("??");
    }

    private String page(MockHttpServletRequestBuilder request) throws Exception {
        return open(request, reviewer()).getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse open(MockHttpServletRequestBuilder request, SignedInUser user) throws Exception {
        List<SimpleGrantedAuthority> authorities = user.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
        return web.perform(request.with(csrf())
                        .with(authentication(
                                UsernamePasswordAuthenticationToken.authenticated(user, null, authorities))))
                .andReturn()
                .getResponse();
    }

    private static SignedInUser reviewer() {
        return user("minzheng", Role.REVIEWER, "05");
    }

    private static SignedInUser user(String username, Role role, @Nullable String department) {
        return new SignedInUser(username, username, Set.of(role), department);
    }
}
