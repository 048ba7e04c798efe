package io.yilu.schemas.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.CatalogueLoader;
import io.yilu.schemas.catalogue.SampleCase;
import io.yilu.schemas.contract.ContractMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
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
    void a_range_and_a_shape_are_told() {
        FormSchema form = form("generic-person");
        FormField number = form("medical-reimbursement").field("insuredYear").orElseThrow();
        assertThat(FieldMessages.of("minimum", number, 0)).startsWith("参合年度应在 ").endsWith("之间，请核对");
        assertThat(FieldMessages.of("format", form.field("birthDate").orElseThrow(), 0))
                .isEqualTo("出生日期应为有效的日期，如 2015-07-01，请核对");
        ObjectNode broken = sample("disability-certificate");
        broken.put("originalCertificateNumber", "123");
        assertThat(VALIDATOR.validate(form("disability-certificate"), broken))
                .containsExactly(
                        new FieldProblem("originalCertificateNumber", "原残疾人证号", "原残疾人证号的格式不对，请核对（20位，身份证号加类别和等级码）"));
    }

    @Test
    void a_column_that_the_table_does_not_have_is_refused() {
        ObjectNode broken = sample(ALLOWANCE);
        ((ObjectNode) broken.path("members").path(0)).put("hacked", 1);
        assertThat(VALIDATOR.validate(form(ALLOWANCE), broken))
                .containsExactly(new FieldProblem("members[0].hacked", "家庭成员第 1 行·hacked", "表单里没有这一项，请删除"));
    }

    @Test
    void rows_are_told_in_their_order_between_the_fields_around() {
        ObjectNode broken = sample(ALLOWANCE);
        broken.remove(List.of("phone", "housingType"));
        broken.path("members").forEach(row -> ((ObjectNode) row).remove(List.of("name", "health")));
        assertThat(VALIDATOR.validate(form(ALLOWANCE), broken))
                .extracting(FieldProblem::path)
                .containsExactly(
                        "phone",
                        "members[0].name",
                        "members[0].health",
                        "members[1].name",
                        "members[1].health",
                        "members[2].name",
                        "members[2].health",
                        "housingType");
    }

    @Test
    void an_optional_blank_is_refused_only_when_it_was_written() {
        ObjectNode blank = sample(ALLOWANCE);
        blank.put("relativeStaffDetail", "");
        assertThat(VALIDATOR.validate(form(ALLOWANCE), blank)).isEmpty();
        blank.put("relativeStaffDetail", " ");
        assertThat(VALIDATOR.validate(form(ALLOWANCE), blank))
                .extracting(FieldProblem::message)
                .containsExactly("请填写近亲属备案说明");
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
