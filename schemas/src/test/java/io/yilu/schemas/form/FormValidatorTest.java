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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class FormValidatorTest {

    private static final Catalogue CATALOGUE = CatalogueLoader.loadShipped();
    private static final List<SampleCase> SAMPLES = SampleCase.loadShipped();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2016-12-31T02:00:00Z"), ZoneId.of("Asia/Shanghai"));
    private static final FormValidator VALIDATOR = new FormValidator(CLOCK);
    private static final String ALLOWANCE = "rural-subsistence-allowance";

    static Stream<SampleCase> samples() {
        return SAMPLES.stream();
    }

    static Stream<String> forms() {
        return CATALOGUE.formNames().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_sample_may_be_accepted(SampleCase sample) {
        assertThat(VALIDATOR.validate(form(sample.form()), sample.data())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_sample_comes_back_the_same_from_the_browser(SampleCase sample) {
        FormSchema form = form(sample.form());
        JsonNode back = form.coerce(posted(form.flatten(sample.data())));
        assertThat(ContractMapper.instance().readTree(back.toString())).isEqualTo(asBrowsersSend(form, sample.data()));
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
        assertThat(problems).allSatisfy(FormValidatorTest::isPlainChinese);
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
                                .satisfies(FormValidatorTest::isPlainChinese)
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

    @ParameterizedTest
    @CsvSource({
        "applicantIdNumber, 610924195103099990, '身份证号第 18 位应为 5，请核对'",
        "applicantIdNumber, 61092419510309999, '身份证号应有 18 位，现在是 17 位，请核对'",
        "applicantIdNumber, 610924205103099991, '身份证号里的出生日期 2051-03-09 还没有到，请核对第 7 至 14 位'",
        "phone, 12345, '联系电话应为 11 位手机号码，或区号-座机号码（如 0915-4421234），请核对'",
        "birthDate, 1951-02-30, '出生日期应为有效的日期，如 2015-07-01，请核对'",
        "birthDate, 2017-01-01, '出生日期不能晚于今天（2016-12-31），请核对'",
        "birthDate, 1951-03-10, '出生日期与身份证号不一致，身份证号上是 1951-03-09，请核对'",
        "gender, 女, '性别与身份证号不一致，身份证号第 17 位表示男，请核对'",
        "gender, 未知, '性别只能从列表中选择，请重新选择'",
        "wageIncome, -1, '务工收入不能小于 0 元/年，请核对'",
        "wageIncome, 很多, '务工收入应填数字，如 120 或 85.5'",
        "bankAccount, 62A, '银行账号（一折通）应为 12 至 19 位数字，请核对'",
        "declaration, false, '请阅读后勾选“申请人承诺”，不勾选不能提交'",
        "relativeStaff, 有, ''",
    })
    void the_allowance_form_says_what_to_do_about(String field, String typed, String message) {
        FormSchema form = form(ALLOWANCE);
        Map<String, String[]> parameters = posted(form.flatten(sample(ALLOWANCE)));
        parameters.put(field, new String[] {typed});
        if (message.isEmpty()) {
            assertThat(VALIDATOR.validate(form, form.coerce(parameters)))
                    .containsExactly(new FieldProblem("relativeStaffDetail", "近亲属备案说明", "请填写近亲属备案说明"));
        } else {
            assertThat(VALIDATOR.validate(form, form.coerce(parameters)))
                    .containsExactly(new FieldProblem(field, title(form, field), message));
        }
    }

    @Test
    void a_cell_of_a_table_is_named_with_its_row() {
        FormSchema form = form(ALLOWANCE);
        ObjectNode broken = sample(ALLOWANCE);
        ObjectNode second = (ObjectNode) broken.path("members").path(1);
        second.put("idNumber", "610924195411200005");
        second.remove("health");
        second.put("annualIncome", -3);
        assertThat(VALIDATOR.validate(form, broken))
                .containsExactly(
                        new FieldProblem("members[1].idNumber", "家庭成员第 2 行·身份证号码", "身份证号第 18 位应为 4，请核对"),
                        new FieldProblem("members[1].health", "家庭成员第 2 行·健康状况", "请选择健康状况"),
                        new FieldProblem("members[1].annualIncome", "家庭成员第 2 行·年收入", "年收入不能小于 0 元，请核对"));
    }

    @Test
    void a_members_birth_date_must_be_the_one_of_the_id() {
        ObjectNode broken = sample(ALLOWANCE);
        ((ObjectNode) broken.path("members").path(1)).put("birthDate", "1954-11-21");
        assertThat(VALIDATOR.validate(form(ALLOWANCE), broken))
                .containsExactly(new FieldProblem(
                        "members[1].birthDate", "家庭成员第 2 行·出生日期", "出生日期与身份证号不一致，身份证号上是 1954-11-20，请核对"));
    }

    @Test
    void rows_that_are_no_rows_are_refused() {
        ObjectNode broken = sample(ALLOWANCE);
        broken.putArray("members").add("张试三").add(7);
        assertThat(VALIDATOR.validate(form(ALLOWANCE), broken))
                .extracting(FieldProblem::path)
                .containsExactly("members[0]", "members[1]");
        broken.putArray("members");
        assertThat(VALIDATOR.validate(form(ALLOWANCE), broken))
                .containsExactly(new FieldProblem("members", "家庭成员", "请至少填写 1 行家庭成员"));
    }

    @Test
    void ticks_that_are_no_options_are_refused_at_their_field() {
        ObjectNode broken = sample(ALLOWANCE);
        broken.putArray("povertyCauses").add("因懒");
        assertThat(VALIDATOR.validate(form(ALLOWANCE), broken))
                .containsExactly(new FieldProblem("povertyCauses", "致贫原因", "致贫原因只能从列表中选择，请重新选择"));
        broken.putArray("povertyCauses").add("因病").add("因病");
        assertThat(VALIDATOR.validate(form(ALLOWANCE), broken))
                .containsExactly(new FieldProblem("povertyCauses", "致贫原因", "致贫原因里有重复的选项，请去掉重复的"));
    }

    @Test
    void one_of_several_numbers_is_enough_and_none_is_asked_for_together() {
        String name = "generic-organisation";
        ObjectNode broken = sample(name);
        broken.remove(List.of("creditCode", "businessRegistrationNumber", "organisationCode"));
        assertThat(VALIDATOR.validate(form(name), broken))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("统一社会信用代码", "工商注册号", "组织机构代码")
                        .endsWith("请至少填写一项"));
        broken.put("creditCode", "91350100M000100Y44");
        assertThat(VALIDATOR.validate(form(name), broken))
                .containsExactly(new FieldProblem("creditCode", "统一社会信用代码", "统一社会信用代码第 18 位应为 3，请核对"));
        broken.put("creditCode", "91350100M000100Y43");
        assertThat(VALIDATOR.validate(form(name), broken)).isEmpty();
    }

    @Test
    void the_ids_of_husband_and_wife_cannot_be_swapped() {
        String name = "family-planning-certificate";
        ObjectNode swapped = sample(name);
        String wife = swapped.path("wifeIdNumber").asString();
        swapped.put("wifeIdNumber", swapped.path("husbandIdNumber").asString());
        swapped.put("husbandIdNumber", wife);
        assertThat(VALIDATOR.validate(form(name), swapped))
                .extracting(FieldProblem::message)
                .containsExactly("这个身份证号是男性的，请核对男方、女方是否填反", "这个身份证号是女性的，请核对男方、女方是否填反");
    }

    @Test
    void an_end_cannot_come_before_its_beginning() {
        ObjectNode broken = sample("timber-harvest");
        broken.put("startDate", "2016-03-02").put("endDate", "2016-03-01");
        assertThat(VALIDATOR.validate(form("timber-harvest"), broken))
                .containsExactly(new FieldProblem("endDate", "拟采伐结束日期", "拟采伐结束日期不能早于拟采伐开始日期（2016-03-02），请核对"));
    }

    @Test
    void blanks_are_nothing() {
        ObjectNode blank = sample(ALLOWANCE);
        blank.put("applicantName", "  \u3000");
        assertThat(VALIDATOR.validate(form(ALLOWANCE), blank))
                .containsExactly(new FieldProblem("applicantName", "户主姓名", "请填写户主姓名"));
    }

    @Test
    void a_text_that_is_too_long_is_refused_with_both_lengths() {
        ObjectNode broken = sample(ALLOWANCE);
        broken.put("applicantName", "试".repeat(300));
        broken.put("povertyStatement", "难".repeat(4001));
        assertThat(VALIDATOR.validate(form(ALLOWANCE), broken))
                .containsExactly(
                        new FieldProblem("applicantName", "户主姓名", "最多 50 个字，现在有 300 个字，请删减"),
                        new FieldProblem("povertyStatement", "困难情况说明", "最多 4000 个字，现在有 4001 个字，请删减"));
    }

    @Test
    void ten_megabytes_of_text_are_refused_at_once() {
        ObjectNode broken = sample(ALLOWANCE);
        broken.put("povertyStatement", "x".repeat(10 * 1024 * 1024));
        assertThat(VALIDATOR.validate(form(ALLOWANCE), broken))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).startsWith("表单内容有 1024").contains("最多 256 KB"));
    }

    @Test
    void what_is_no_form_is_refused() {
        assertThat(VALIDATOR.validate(form(ALLOWANCE), ContractMapper.instance().createArrayNode()))
                .containsExactly(new FieldProblem("", "最低生活保障申请审批表", "没有收到表单内容，请重新打开表单填写"));
    }

    @ParameterizedTest
    @CsvSource({
        "applicantIdNumber, 610924195103099990, '身份证号第 18 位应为 5，请核对'",
        "applicantIdNumber, 6109 2419 5103 0999 95, ''",
        "applicantIdNumber, '', 请填写户主身份证号码",
        "members[4].idNumber, 610924195411200005, '身份证号第 18 位应为 4，请核对'",
        "members[4].name, 张试三, ''",
        "nothing, x, ''",
    })
    void one_field_is_checked_alone_while_one_types(String path, String typed, String message) {
        List<FieldProblem> problems = VALIDATOR.validateField(form(ALLOWANCE), path, typed);
        if (message.isEmpty()) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.path()).isEqualTo(path);
                assertThat(problem.message()).isEqualTo(message);
            });
        }
    }

    private static List<Breakage> breakages() {
        return List.of(
                new Breakage("no text", "请填写{}", text("")) {
                    @Override
                    boolean applies(FormField field) {
                        return field.widget().equals("text") && field.required() && field.minLength() != null;
                    }
                },
                new Breakage("too long", "最多", text("长".repeat(3000))) {
                    @Override
                    boolean applies(FormField field) {
                        return field.maxLength() != null;
                    }
                },
                new Breakage("number for text", "{}应填文字", json("7")) {
                    @Override
                    boolean applies(FormField field) {
                        return field.widget().equals("text");
                    }
                },
                new Breakage("no option", "{}只能从列表中选择", text("别的")) {
                    @Override
                    boolean applies(FormField field) {
                        return field.widget().equals("radio") || field.widget().equals("select");
                    }
                },
                new Breakage("wrong id", "身份证号第 18 位应为", text("110105194912310020")) {
                    @Override
                    boolean applies(FormField field) {
                        return field.widget().equals("id-card");
                    }
                },
                new Breakage("wrong credit code", "第 18 位应为 3", text("91350100M000100Y44")) {
                    @Override
                    boolean applies(FormField field) {
                        return field.widget().equals("credit-code");
                    }
                },
                new Breakage("wrong phone", "11 位手机号码", text("123-abc")) {
                    @Override
                    boolean applies(FormField field) {
                        return field.widget().equals("phone");
                    }
                },
                new Breakage("no such day", "有效的日期", text("2015-02-30")) {
                    @Override
                    boolean applies(FormField field) {
                        return field.widget().equals("date");
                    }
                },
                new Breakage("born tomorrow", "不能晚于今天", text("2017-01-01")) {
                    @Override
                    boolean applies(FormField field) {
                        return field.name().equals("birthDate");
                    }
                },
                new Breakage("below the least", "请核对", json("-1000000")) {
                    @Override
                    boolean applies(FormField field) {
                        return field.min() != null;
                    }
                },
                new Breakage("text for number", "数", text("许多")) {
                    @Override
                    boolean applies(FormField field) {
                        return field.type().equals("number") || field.type().equals("integer");
                    }
                },
                new Breakage("not agreed", "勾选“{}”", json("false")) {
                    @Override
                    boolean applies(FormField field) {
                        return field.mustAgree();
                    }
                },
                new Breakage("no rows", "请至少填写 1 行{}", json("[]")) {
                    @Override
                    boolean applies(FormField field) {
                        return field.isTable() && field.minItems() > 0;
                    }
                });
    }

    /** A value that a kind of field cannot have, and words of the message that it must meet. */
    private abstract static class Breakage {
        private final String name;
        private final String words;
        private final JsonNode value;

        Breakage(String name, String words, JsonNode value) {
            this.name = name;
            this.words = words;
            this.value = value;
        }

        abstract boolean applies(FormField field);

        String name() {
            return name;
        }

        String words() {
            return words;
        }

        JsonNode value() {
            return value;
        }
    }

    private static void isPlainChinese(FieldProblem problem) {
        assertThat(problem.title()).isNotBlank();
        assertThat(problem.message()).containsPattern("[\u4e00-\u9fff]{3}").doesNotContainPattern("[a-zA-Z]{3}");
    }

    private static FormSchema form(String name) {
        return CATALOGUE.form(name).orElseThrow();
    }

    private static String title(FormSchema form, String field) {
        return form.field(field).orElseThrow().title();
    }

    private static ObjectNode sample(String form) {
        return (ObjectNode) samples()
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

    private static Map<String, String[]> posted(Map<String, List<String>> flat) {
        Map<String, String[]> parameters = new TreeMap<>();
        flat.forEach((path, values) -> parameters.put(path, values.toArray(String[]::new)));
        return parameters;
    }

    /** As a browser would send it: 2.0 is 2; equality of JSON objects does not ask for order. */
    private static JsonNode asBrowsersSend(FormSchema form, JsonNode data) {
        data.propertyNames().forEach(name -> assertThat(form.field(name)).isPresent());
        return ContractMapper.instance().readTree(data.toString().replaceAll("(:[0-9]+)\\.0([,}])", "$1$2"));
    }
}
