package io.yilu.township.repairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.yilu.node.signin.Role;
import io.yilu.node.signin.SignedInUser;
import io.yilu.sync.Repairs;
import io.yilu.township.trial.TownshipTest;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;

/** What repairs do is tried at the desk; here, that a township has them. */
@TownshipTest
class RepairApiTest {

    @Autowired
    private MockMvc web;

    @Autowired
    private Repairs repairs;

    @Test
    void a_township_offers_repairs_to_its_it_staff_and_not_to_the_window() throws Exception {
        assertThat(repairs).as("there is a journal for them").isNotNull();
        assertThat(statusFor(Role.IT)).isEqualTo(200);
        assertThat(statusFor(Role.CLERK)).isEqualTo(403);
    }

    private int statusFor(Role role) throws Exception {
        SignedInUser user = new SignedInUser("it", "信息员", Set.of(role), null);
        return web.perform(get("/api/v1/repairs/messages")
                        .with(authentication(new UsernamePasswordAuthenticationToken(
                                user, "", AuthorityUtils.createAuthorityList("ROLE_" + role.name())))))
                .andReturn()
                .getResponse()
                .getStatus();
    }
}
