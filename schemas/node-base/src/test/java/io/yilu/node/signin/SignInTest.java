package io.yilu.node.signin;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.yilu.node.trial.NodeTest;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@NodeTest
class SignInTest {

    @Autowired
    MockMvc mvc;

    @Test
    void a_stranger_is_led_to_the_sign_in_page_and_back() throws Exception {
        mvc.perform(get("/cases?state=ACCEPTED")).andExpect(redirectedUrl("/sign-in?back=%2Fcases%3Fstate%3DACCEPTED"));
        mvc.perform(get("/sign-in"))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("用户名")));
        mvc.perform(post("/sign-in")
                        .with(csrf())
                        .param("username", "clerk")
                        .param("password", SampleAccounts.PASSWORD)
                        .param("back", "/cases?state=ACCEPTED"))
                .andExpect(redirectedUrl("/cases?state=ACCEPTED"));
    }
}
