package io.yilu.node.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import io.yilu.node.trial.NodeTest;
import jakarta.servlet.http.HttpSession;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@NodeTest
class SignInTest {

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AccountTable accounts;

    @Autowired
    PasswordEncoder passwords;

    private ResultActions signIn(String username, String password) throws Exception {
        return mvc.perform(
                post("/sign-in").with(csrf()).param("username", username).param("password", password));
    }

    private ResultActions askToken(String username, String password) throws Exception {
        return mvc.perform(post("/api/v1/tokens")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password)));
    }

    private String token(String username) throws Exception {
        String answer = askToken(username, SampleAccounts.PASSWORD)
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonPath.read(answer, "$.token");
    }

    private MockHttpSession session(String username) throws Exception {
        HttpSession session = signIn(username, SampleAccounts.PASSWORD)
                .andReturn()
                .getRequest()
                .getSession();
        return (MockHttpSession) session;
    }

    private void account(String username, Role role, boolean mustChange) {
        accounts.addIfMissing(new Account(
                username,
                username,
                passwords.encode(SampleAccounts.PASSWORD),
                Set.of(role),
                null,
                0,
                null,
                mustChange,
                true));
    }

    @Test
    void a_stranger_is_led_to_the_sign_in_page_and_back() throws Exception {
        mvc.perform(get("/cases?state=ACCEPTED")).andExpect(redirectedUrl("/sign-in?back=%2Fcases%3Fstate%3DACCEPTED"));
        mvc.perform(get("/sign-in").param("back", "/cases?state=ACCEPTED"))
                .andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("用户名"), containsString("value=\"/cases?state="))));
        mvc.perform(post("/sign-in")
                        .with(csrf())
                        .param("username", "clerk")
                        .param("password", SampleAccounts.PASSWORD)
                        .param("back", "/cases?state=ACCEPTED"))
                .andExpect(redirectedUrl("/cases?state=ACCEPTED"));
    }

    @Test
    void nobody_is_sent_to_another_site_after_signing_in() throws Exception {
        for (String back : new String[] {"https://evil.example/", "//evil.example/", "/\\evil.example", "/sign-in"}) {
            mvc.perform(post("/sign-in")
                            .with(csrf())
                            .param("username", "clerk")
                            .param("password", SampleAccounts.PASSWORD)
                            .param("back", back))
                    .andExpect(redirectedUrl("/"));
        }
    }

    @Test
    void five_wrong_passwords_lock_an_account_for_a_while_on_page_and_api_together() throws Exception {
        account("guessed", Role.CLERK, false);
        for (int time = 0; time < 2; time++) {
            signIn("guessed", "wrong").andExpect(redirectedUrl("/sign-in?wrong"));
            askToken("guessed", "wrong")
                    .andExpect(status().isUnauthorized())
                    .andExpect(jsonPath("$.code").value("YILU-SIGNIN-001"));
        }
        signIn("guessed", "wrong").andExpect(redirectedUrl("/sign-in?locked"));
        signIn("guessed", SampleAccounts.PASSWORD).andExpect(redirectedUrl("/sign-in?locked"));
        askToken("guessed", SampleAccounts.PASSWORD)
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("YILU-SIGNIN-002"));
        mvc.perform(get("/sign-in").param("locked", "")).andExpect(content().string(containsString("已锁定 15 分钟")));

        jdbc.sql("UPDATE node_account SET locked_until = UTC_TIMESTAMP() WHERE username = 'guessed'")
                .update();
        signIn("guessed", SampleAccounts.PASSWORD).andExpect(redirectedUrl("/"));
    }

    @Test
    void a_token_opens_the_api_to_its_user_and_its_roles_only() throws Exception {
        String clerk = token("clerk");
        mvc.perform(get("/api/v1/whoami"))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.whatToDo").exists());
        mvc.perform(get("/api/v1/whoami").header("Authorization", "Bearer nonsense"))
                .andExpect(status().isUnauthorized());
        mvc.perform(get("/api/v1/whoami").header("Authorization", "Bearer " + clerk))
                .andExpect(jsonPath("$.username").value("clerk"))
                .andExpect(jsonPath("$.displayName").value("窗口甲"));
        mvc.perform(get("/api/v1/line").header("Authorization", "Bearer " + clerk))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("YILU-ACCESS-001"))
                .andExpect(jsonPath("$.detail").value(org.hamcrest.Matchers.startsWith("您的账号")));
        mvc.perform(get("/api/v1/line").header("Authorization", "Bearer " + token("it")))
                .andExpect(status().isOk());
        mvc.perform(get("/v3/api-docs").header("Authorization", "Bearer " + clerk))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.components.securitySchemes.token.scheme").value("bearer"))
                .andExpect(jsonPath("$.paths['/api/v1/tokens']").exists());
    }

    @Test
    void a_token_is_kept_as_a_hash_expires_and_dies_with_its_account() throws Exception {
        account("leaver", Role.CLERK, false);
        String first = token("leaver");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM node_token WHERE token_hash = ?")
                        .param(first)
                        .query(Long.class)
                        .single())
                .isZero();
        jdbc.sql("UPDATE node_token SET expires_at = UTC_TIMESTAMP() WHERE username = 'leaver'")
                .update();
        mvc.perform(get("/api/v1/whoami").header("Authorization", "Bearer " + first))
                .andExpect(status().isUnauthorized());
        String second = token("leaver");
        jdbc.sql("UPDATE node_account SET enabled = FALSE WHERE username = 'leaver'")
                .update();
        mvc.perform(get("/api/v1/whoami").header("Authorization", "Bearer " + second))
                .andExpect(status().isUnauthorized());
        signIn("leaver", SampleAccounts.PASSWORD).andExpect(redirectedUrl("/sign-in?disabled"));
    }

    @Test
    void a_page_is_refused_to_who_has_not_its_role() throws Exception {
        mvc.perform(get("/line").session(session("clerk"))).andExpect(status().isForbidden());
        mvc.perform(get("/line").session(session("it"))).andExpect(status().isOk());
    }

    @Test
    void a_form_from_another_site_is_refused() throws Exception {
        mvc.perform(post("/cases").session(session("clerk"))).andExpect(status().isForbidden());
        mvc.perform(post("/cases").session(session("clerk")).with(csrf())).andExpect(redirectedUrl("/"));
    }

    @Test
    void htmx_and_drafts_are_told_that_the_session_is_over_without_losing_the_page() throws Exception {
        mvc.perform(get("/lamp")
                        .header("HX-Request", "true")
                        .header("HX-Current-URL", "http://localhost/intake/17?step=2"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("HX-Redirect", "/sign-in?back=%2Fintake%2F17%3Fstep%3D2"));
        mvc.perform(post("/intake/draft").header("X-Requested-With", "yilu")).andExpect(status().isUnauthorized());
        mvc.perform(post("/cases").header("Referer", "http://localhost/intake/17"))
                .andExpect(redirectedUrl("/sign-in?back=%2Fintake%2F17"));
    }

    @Test
    void a_first_password_must_be_changed_before_anything_else() throws Exception {
        account("newcomer", Role.ADMIN, true);
        askToken("newcomer", SampleAccounts.PASSWORD)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("YILU-SIGNIN-005"));
        MockHttpSession session = session("newcomer");
        mvc.perform(get("/").session(session)).andExpect(redirectedUrl("/account/password"));
        mvc.perform(get("/account/password").session(session))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("初始密码")));
        change(session, "newcomer-long").andExpect(content().string(containsString("不合要求")));
        change(session, "long-enough-7").andExpect(redirectedUrl("/account/password?done"));
        mvc.perform(get("/").session(session)).andExpect(status().isOk());
        signIn("newcomer", "long-enough-7").andExpect(redirectedUrl("/"));
    }

    private ResultActions change(MockHttpSession session, String next) throws Exception {
        return mvc.perform(post("/account/password")
                .session(session)
                .with(csrf())
                .param("present", SampleAccounts.PASSWORD)
                .param("next", next)
                .param("again", next));
    }

    @Test
    void pages_carry_the_headers_that_keep_strangers_scripts_out() throws Exception {
        mvc.perform(get("/sign-in"))
                .andExpect(header().string(
                                "Content-Security-Policy",
                                allOf(
                                        containsString("script-src 'self';"),
                                        containsString("frame-ancestors 'self'"),
                                        not(containsString("script-src 'self' 'unsafe")))))
                .andExpect(header().string("X-Frame-Options", "SAMEORIGIN"))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(content().string(not(containsString("<script>"))));
    }

    @Test
    void files_of_pages_and_the_health_are_open() throws Exception {
        for (String path : new String[] {
            "/assets/yilu.css",
            "/assets/yilu.js",
            "/assets/yilu-form.js",
            "/assets/yilu-checks.js",
            "/webjars/htmx.org/dist/htmx.min.js",
            "/webjars/tabler__core/dist/css/tabler.min.css",
            "/actuator/health/readiness"
        }) {
            mvc.perform(get(path)).andExpect(status().isOk());
        }
        mvc.perform(get("/actuator/env")).andExpect(status().is3xxRedirection());
    }
}
