package io.yilu.schemas.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.CatalogueLoader;
import io.yilu.schemas.catalogue.SampleCase;
import io.yilu.schemas.contract.ContractMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every form, broken in every way that its fields allow. */
class FormBreakageTest {

    private static final Catalogue CATALOGUE = CatalogueLoader.loadShipped();
    private static final List<SampleCase> SAMPLES = SampleCase.loadShipped();
    private static final FormValidator VALIDATOR =
            new FormValidator(Clock.fixed(Instant.parse("2016-12-31T02:00:00Z"), ZoneId.of("Asia/Shanghai")));

    static Stream<String> forms() {
        return CATALOGUE.formNames().stream();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void each_missing_field_is_asked_for_by_its_title(String name) {
        FormSchema form = form(name);
        List<FieldProblem> problems =
                VALIDATOR.validate(form, ContractMapper.instance().createObjectNode());
        for (FormField field : form.fields()) {
            if (field.required()) {
                assertThat(problems)
                        .filteredOn(problem -> problem.path().equals(field.name()))
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.message())
                                .contains(field.title())
                                .startsWith("请"));
            }
        }
        assertThat(problems).extracting(FieldProblem::path).doesNotHaveDuplicates();
        assertThat(problems).allSatisfy(FormBreakageTest::isPlainChinese);
    }

    /** Ten ways of breaking what any form may hold; each form is broken in every way that it has a field for. */
    @ParameterizedTest
    @MethodSource("forms")
    void each_form_broken_in_ten_ways_says_what_to_do(String name) {
        FormSchema form = form(name);
        List<String> tried = new ArrayList<>();
        for (Breakage breakage : breakages()) {
            form.fields().stream()
                    .filter(field -> breakage.applies(field) && sample(name).has(field.name()))
                    .findFirst()
                    .ifPresent(field -> {
                        ObjectNode broken = sample(name);
                        broken.set(field.name(), breakage.value());
                        assertThat(VALIDATOR.validate(form, broken))
                                .as("%s %s", breakage.name(), field.name())
                                .filteredOn(problem -> problem.path().equals(field.name()))
                                .singleElement()
                                .satisfies(FormBreakageTest::isPlainChinese)
                                .satisfies(problem -> assertThat(problem.message())
                                        .contains(breakage.words().replace("{}", field.title())));
                        tried.add(breakage.name());
                    });
        }
        ObjectNode surplus = sample(name);
        surplus.put("hacked", "1");
        assertThat(VALIDATOR.validate(form, surplus))
                .containsExactly(new FieldProblem("hacked", "hacked", "表单里没有这一项，请删除"));
        tried.add("surplus");
        assertThat(tried).hasSizeGreaterThanOrEqualTo(6);
    }

    private static List<Breakage> breakages() {
        return List.of(
                new Breakage(
                        "no text",
                        "请填写{}",
                        text(""),
                        field -> field.widget().equals("text") && field.required() && field.minLength() != null),
                new Breakage("too long", "最多", text("长".repeat(3000)), field -> field.maxLength() != null),
                new Breakage("number for text", "{}应填文字", json("7"), widget("text")),
                new Breakage(
                        "no option", "{}只能从列表中选择", text("别的"), widget("radio").or(widget("select"))),
                new Breakage("wrong id", "身份证号第 18 位应为", text("110105194912310020"), widget("id-card")),
                new Breakage("wrong credit code", "第 18 位应为 3", text("91350100M000100Y44"), widget("credit-code")),
                new Breakage("wrong phone", "11 位手机号码", text("123-abc"), widget("phone")),
                new Breakage("no such day", "有效的日期", text("2015-02-30"), widget("date")),
                new Breakage(
                        "born tomorrow",
                        "不能晚于今天",
                        text("2017-01-01"),
                        field -> field.name().equals("birthDate")),
                new Breakage("below the least", "请核对", json("-1000000"), field -> field.min() != null),
                new Breakage(
                        "text for number", "数", text("许多"), widget("number").or(widget("money"))),
                new Breakage("not agreed", "勾选“{}”", json("false"), FormField::mustAgree),
                new Breakage("no rows", "请至少填写 1 行{}", json("[]"), field -> field.isTable() && field.minItems() > 0));
    }

    /** A value that a kind of field cannot have, and words of the message that it must meet. */
    private record Breakage(String name, String words, JsonNode value, Predicate<FormField> kind) {
        boolean applies(FormField field) {
            return kind.test(field);
        }
    }

    private static Predicate<FormField> widget(String widget) {
        return field -> field.widget().equals(widget);
    }

    private static void isPlainChinese(FieldProblem problem) {
        assertThat(problem.title()).isNotBlank();
        assertThat(problem.message()).containsPattern("[\u4e00-\u9fff]{3}").doesNotContainPattern("[a-zA-Z]{3}");
    }

    private static FormSchema form(String name) {
        return CATALOGUE.form(name).orElseThrow();
    }

    private static ObjectNode sample(String form) {
        return (ObjectNode) SAMPLES.stream()
                .filter(sample -> sample.form().equals(form))
                .findFirst()
                .orElseThrow()
                .data()
                .deepCopy();
    }

    private static JsonNode text(String text) {
        return ContractMapper.instance().getNodeFactory().stringNode(text);
    }

    private static JsonNode json(String json) {
        return ContractMapper.instance().readTree(json);
    }
}
