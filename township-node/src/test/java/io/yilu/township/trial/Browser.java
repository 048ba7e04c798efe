package io.yilu.township.trial;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.yilu.node.signin.Role;
import io.yilu.node.signin.SignedInUser;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;

/** A signed-in browser without scripts: pages and posts as forms send them. */
@TestComponent
public class Browser {

    private final MockMvc http;

    Browser(MockMvc http) {
        this.http = http;
    }

    public MvcResult get(String address) {
        return send(MockMvcRequestBuilders.get(address), Role.CLERK);
    }

    /** As a user who has this role and no other. */
    public MvcResult getAs(Role role, String address) {
        return send(MockMvcRequestBuilders.get(address), role);
    }

    public String text(String address) {
        return text(get(address));
    }

    public static String text(MvcResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    /** Goes on where an answer leads, as the one who got it. */
    public MvcResult followAs(Role role, MvcResult redirect) {
        String next = Objects.requireNonNull(redirect.getResponse().getRedirectedUrl());
        MockHttpSession session =
                (MockHttpSession) Objects.requireNonNull(redirect.getRequest().getSession());
        return send(MockMvcRequestBuilders.get(next).session(session), role);
    }

    /** Pairs of names and values. */
    public MvcResult post(String address, String... fields) {
        return postAs(Role.CLERK, address, fields);
    }

    public MvcResult postAs(Role role, String address, String... fields) {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.post(address);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return send(request, role);
    }

    /** A form with every field of a filled-in JSON, as a browser would post it. */
    public MvcResult postForm(String address, JsonNode data) {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.post(address);
        fill(request, "", data);
        return send(request, Role.CLERK);
    }

    public MvcResult upload(String address, String name, byte[] content) {
        return send(
                MockMvcRequestBuilders.multipart(address)
                        .file(new MockMultipartFile("file", name, "application/octet-stream", content)),
                Role.CLERK);
    }

    private static void fill(MockHttpServletRequestBuilder request, String path, JsonNode value) {
        if (value.isObject()) {
            value.propertyNames()
                    .forEach(name -> fill(request, path.isEmpty() ? name : path + "." + name, value.path(name)));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                fill(request, value.path(i).isObject() ? path + "[" + i + "]" : path, value.path(i));
            }
        } else {
            request.param(path, value.asString());
        }
    }

    private MvcResult send(AbstractMockHttpServletRequestBuilder<?> request, Role role) {
        SignedInUser user = new SignedInUser("clerk", "窗口甲", Set.of(role), null);
        try {
            return http.perform(request.with(csrf())
                            .with(authentication(new UsernamePasswordAuthenticationToken(
                                    user, "", AuthorityUtils.createAuthorityList("ROLE_" + role.name())))))
                    .andReturn();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
