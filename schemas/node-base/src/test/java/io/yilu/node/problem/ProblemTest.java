package io.yilu.node.problem;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.yilu.node.signin.Role;
import io.yilu.node.signin.SignedInUser;
import io.yilu.node.trial.NodeTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@NodeTest
class ProblemTest {

    @Autowired
    MockMvc mvc;

    private static RequestPostProcessor clerk() {
        return authentication(UsernamePasswordAuthenticationToken.authenticated(
                new SignedInUser("clerk", "窗口甲", Set.of(Role.CLERK), null), null, List.of()));
    }

    @Test
    void the_api_names_every_field_that_is_wrong() throws Exception {
        mvc.perform(get("/api/v1/fails/fields").with(clerk()))
                .andExpect(status().is(422))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.code").value("YILU-REQUEST-006"))
                .andExpect(jsonPath("$.errors[0].field").value("phone"))
                .andExpect(jsonPath("$.errors[0].message").value(containsString("11 位")));
    }

    @Test
    void the_api_names_every_material_that_is_missing() throws Exception {
        mvc.perform(get("/api/v1/fails/missing").with(clerk()))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.missing[0].seq").value(2))
                .andExpect(jsonPath("$.missing[0].name").value("户口簿"));
    }

    @Test
    void conflicts_unknown_addresses_and_faults_have_their_own_status() throws Exception {
        mvc.perform(get("/api/v1/fails/conflict").with(clerk()))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.whatToDo").value("请刷新页面。"));
        mvc.perform(get("/api/v1/fails/else").with(clerk()))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.code").value("YILU-NODE-500"))
                .andExpect(jsonPath("$.detail").value(containsString("系统出错")));
        mvc.perform(post("/api/v1/echo")
                        .with(clerk())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{not json"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("YILU-REQUEST-001"));
    }

    @Test
    void ten_megabytes_of_text_are_refused_with_or_without_a_stated_length() throws Exception {
        String large = "{\"text\":\"" + "表".repeat(4_000_000) + "\"}";
        mvc.perform(post("/api/v1/echo")
                        .with(clerk())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(large))
                .andExpect(status().is(413))
                .andExpect(jsonPath("$.code").value("YILU-REQUEST-002"))
                .andExpect(jsonPath("$.whatToDo").value(containsString("10 MB")));
        mvc.perform(post("/cases")
                        .with(clerk())
                        .with(csrf())
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .content(large))
                .andExpect(status().is(413));
    }

    @Test
    void a_page_says_what_happened_and_what_to_do() throws Exception {
        mvc.perform(get("/fails/permanent").with(clerk()))
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(containsString("第 18 位应为 2"), containsString("请核对。"), containsString("城关镇"))));
        mvc.perform(get("/fails/transient").with(clerk()))
                .andExpect(status().isServiceUnavailable())
                .andExpect(content().string(containsString("磁盘已满")));
    }

    @Test
    void a_part_of_a_page_that_fails_becomes_a_notice_at_the_top() throws Exception {
        mvc.perform(get("/fails/permanent").with(clerk()).header("HX-Request", "true"))
                .andExpect(status().is(422))
                .andExpect(header().string("HX-Retarget", "#notices"))
                .andExpect(content().string(allOf(containsString("y-notice"), containsString("第 18 位"))));
    }

    @Test
    void the_other_language_is_one_parameter_away() throws Exception {
        mvc.perform(get("/sign-in?lang=en")).andExpect(content().string(containsString("Sign in")));
    }
}
