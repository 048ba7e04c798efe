package io.yilu.node.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.yilu.node.signin.Role;
import io.yilu.node.signin.SignedInUser;
import io.yilu.node.trial.NodeTest;
import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.CatalogueLoader;
import io.yilu.schemas.catalogue.SampleCase;
import io.yilu.schemas.form.FormSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tools.jackson.databind.node.JsonNodeFactory;

@NodeTest
class FormPageTest {

    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");
    private static final Pattern NAME = Pattern.compile(" name=\"([^\"]+)\"");

    @Autowired
    MockMvc mvc;

    @Autowired
    ITemplateEngine templates;

    private static RequestPostProcessor clerk() {
        return authentication(UsernamePasswordAuthenticationToken.authenticated(
                new SignedInUser("clerk", "窗口甲", Set.of(Role.CLERK), null), null, List.of()));
    }

    private String render(String fragment, FormView view) {
        Context context = new Context(Locale.SIMPLIFIED_CHINESE);
        context.setVariable("view", view);
        return templates.process("form", Set.of(fragment), context);
    }

    @Test
    void every_field_of_every_shipped_form_can_be_filled_in_and_no_id_stands_twice() {
        Catalogue catalogue = CatalogueLoader.loadShipped();
        assertThat(catalogue.formNames()).isNotEmpty();
        for (String name : catalogue.formNames()) {
            FormSchema form = catalogue.form(name).orElseThrow();
            String page = render("fields", FormView.of(form, JsonNodeFactory.instance.objectNode()));
            Set<String> names = new HashSet<>();
            Matcher named = NAME.matcher(page);
            while (named.find()) {
                names.add(named.group(1));
            }
            form.fields().forEach(field -> {
                if (field.isTable()) {
                    field.columns()
                            .forEach(column -> assertThat(names).contains(field.name() + "[0]." + column.name()));
                } else {
                    assertThat(names).as(name).contains(field.name());
                }
            });
            Set<String> ids = new HashSet<>();
            Matcher id = ID.matcher(page);
            while (id.find()) {
                assertThat(ids.add(id.group(1)))
                        .as("%s: id %s stands twice", name, id.group(1))
                        .isTrue();
            }
        }
    }

    @Test
    void a_filled_in_form_comes_back_with_its_values_and_reads_the_same() {
        Catalogue catalogue = CatalogueLoader.loadShipped();
        SampleCase sample = SampleCase.loadShipped().stream()
                .filter(some -> some.data().has("members"))
                .findFirst()
                .orElseThrow();
        FormSchema form = catalogue.form(sample.form()).orElseThrow();
        FormView view = FormView.of(form, sample.data());
        assertThat(render("fields", view))
                .contains("value=\"" + sample.data().path("applicantName").asString() + "\"");
        assertThat(render("reading", view))
                .contains(sample.data().path("applicantName").asString());
        String id = sample.data().path("applicantIdNumber").asString();
        assertThat(render("reading", view.masked())).doesNotContain(id).contains("********");
    }

    @Test
    void what_is_wrong_stands_in_a_list_that_jumps_and_beside_its_field() throws Exception {
        mvc.perform(post("/intake")
                        .with(clerk())
                        .with(csrf())
                        .param("applicantName", "王<b>试")
                        .param("applicantIdNumber", "6109 2419 8001 0100 01"))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("data-problems"),
                                containsString("href=\"#f-applicantIdNumber\""),
                                containsString("第 18 位应为 9"),
                                containsString("王&lt;b&gt;试"),
                                not(containsString("<b>试")))));
    }

    @Test
    void the_frame_shows_where_one_is_and_only_what_one_may_follow() throws Exception {
        mvc.perform(get("/").with(clerk()))
                .andExpect(content()
                        .string(allOf(
                                containsString("城关镇便民服务中心"),
                                containsString("aria-current=\"page\">今日"),
                                containsString("待传"),
                                containsString("窗口甲"),
                                not(containsString("href=\"/line\"")))));
    }
}
