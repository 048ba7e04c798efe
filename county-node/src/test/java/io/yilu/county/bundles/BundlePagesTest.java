package io.yilu.county.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.yilu.county.trial.CountyTest;
import io.yilu.node.signin.Role;
import io.yilu.node.signin.SignedInUser;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** U盘传送 at the county, for IT staff. */
@CountyTest
class BundlePagesTest {

    private static final String PAGE = "/routes/bundles?site=610924102";

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void the_page_of_a_site_opens_in_both_languages_for_it_staff_only() throws Exception {
        for (String language : new String[] {"zh-CN", "en"}) {
            assertThat(text(send(get(PAGE + "&lang=" + language), Role.IT))).doesNotContain("??");
        }
        assertThat(send(get(PAGE), Role.REVIEWER).getStatus()).isEqualTo(403);
        assertThat(send(get("/routes/bundles?site=610924999"), Role.IT).getStatus())
                .isEqualTo(404);
        assertThat(text(send(get("/routes"), Role.IT))).contains("/routes/bundles?site=610924102");
    }

    @Test
    void a_file_that_is_no_bundle_is_refused_on_the_page_and_a_vouching_reason_is_audited() throws Exception {
        MockHttpServletResponse answer = send(
                post("/routes/bundles/files")
                        .param("lastCopyReason", "机房进水，主机报废")
                        .contentType("application/octet-stream")
                        .content("MZ".getBytes(StandardCharsets.US_ASCII)),
                Role.IT);
        assertThat(answer.getStatus()).isEqualTo(204);
        await().untilAsserted(() ->
                assertThat(text(send(get(PAGE + "&lang=zh-CN"), Role.IT))).contains("YILU-BUNDLE-001"));
        assertThat(jdbc.sql("SELECT reason FROM node_audit WHERE act = 'last-copy-vouched'")
                        .query(String.class)
                        .list())
                .contains("机房进水，主机报废");
        await().untilAsserted(() -> assertThat(jdbc.sql("SELECT detail FROM node_audit WHERE act = 'bundle-imported'")
                        .query(String.class)
                        .list())
                .anyMatch(detail -> detail.contains("refused YILU-BUNDLE-001")));
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request, Role role) throws Exception {
        SignedInUser user = new SignedInUser("it", "信息员", Set.of(role), null);
        return web.perform(request.with(csrf())
                        .with(authentication(new UsernamePasswordAuthenticationToken(
                                user, "", AuthorityUtils.createAuthorityList("ROLE_" + role.name())))))
                .andReturn()
                .getResponse();
    }

    private static String text(MockHttpServletResponse response) throws Exception {
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }
}
