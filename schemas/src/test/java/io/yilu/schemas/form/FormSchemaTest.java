package io.yilu.schemas.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.catalogue.CatalogueLoader;
import io.yilu.schemas.contract.ContractMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class FormSchemaTest {

    private static final FormSchema ALLOWANCE =
            CatalogueLoader.loadShipped().form("rural-subsistence-allowance").orElseThrow();

    @Test
    void groups_and_fields_stand_in_the_order_of_the_paper_form() {
        assertThat(ALLOWANCE.groups())
                .extracting(FormGroup::title)
                .containsExactly("申请人", "家庭成员", "收入与财产", "致贫原因", "银行账户", "授权与承诺");
        assertThat(ALLOWANCE.groups().get(0).fields())
                .extracting(FormField::name)
                .startsWith("applicantName", "applicantIdNumber", "gender", "birthDate");
        assertThat(ALLOWANCE.title()).isEqualTo("最低生活保障申请审批表");
        assertThat(ALLOWANCE.hint()).startsWith("镇初审");
        assertThat(ALLOWANCE.name()).isEqualTo("rural-subsistence-allowance");
    }

    @Test
    void a_field_knows_what_a_page_needs() {
        FormField income = ALLOWANCE.field("wageIncome").orElseThrow();
        assertThat(income.title()).isEqualTo("务工收入");
        assertThat(income.unit()).isEqualTo("元/年");
        assertThat(income.min()).isEqualTo(BigDecimal.ZERO);
        assertThat(income.max()).isNull();
        assertThat(income.required()).isTrue();

        FormField causes = ALLOWANCE.field("povertyCauses").orElseThrow();
        assertThat(causes.isMultiple()).isTrue();
        assertThat(causes.options()).hasSize(7).startsWith("因病");
        assertThat(causes.minItems()).isOne();

        FormField declaration = ALLOWANCE.field("declaration").orElseThrow();
        assertThat(declaration.isTick()).isTrue();
        assertThat(declaration.mustAgree()).isTrue();
        assertThat(declaration.isMultiple()).isFalse();
    }

    @Test
    void a_table_knows_its_columns() {
        FormField members = ALLOWANCE.field("members").orElseThrow();
        assertThat(members.isTable()).isTrue();
        assertThat(members.columns())
                .extracting(FormField::name)
                .containsExactly("name", "relation", "idNumber", "birthDate", "health", "occupation", "annualIncome");
        assertThat(members.columns().get(0).required()).isTrue();
        assertThat(members.columns().get(2).required()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "applicantIdNumber, 6109 2419 5103 0999 9x, '\"61092419510309999X\"'",
        "birthDate, 19510309, '\"1951-03-09\"'",
        "birthDate, 1951.3.9, '\"1951-03-09\"'",
        "birthDate, 1951年3月9日, '\"1951-03-09\"'",
        "birthDate, 五一年, '\"五一年\"'",
        "phone, １００ 0000 0001, '\"10000000001\"'",
        "wageIncome, '12,000 元', 12000",
        "wageIncome, 85.50, 85.50",
        "wageIncome, -3, -3",
        "wageIncome, 1e9, '\"1e9\"'",
        "wageIncome, 许多, '\"许多\"'",
        "savings, 3000000000, 3000000000",
        "declaration, true, true",
        "declaration, on, true",
        "declaration, false, false",
        "applicantName, '  覃试安 ', '\"覃试安\"'",
        "povertyCauses, 因病, '[\"因病\"]'",
    })
    void what_was_typed_becomes_what_is_meant(String field, String typed, String json) {
        ObjectNode data = ALLOWANCE.coerce(Map.of(field, new String[] {typed}));
        assertThat(data.path(field).toString()).isEqualTo(json);
    }

    @Test
    void blanks_empty_rows_and_foreign_parameters_are_left_out() {
        ObjectNode data = ALLOWANCE.coerce(Map.of(
                "applicantName", new String[] {" "},
                "_csrf", new String[] {"x"},
                "members[7].name", new String[] {"谭试英"},
                "members[2].name", new String[] {"覃试安"},
                "members[2].annualIncome", new String[] {"1800"},
                "members[3].name", new String[] {""},
                "members[3].hacked", new String[] {"x"},
                "members[x].name", new String[] {"x"},
                "povertyCauses", new String[] {"因病", "", "年老"}));
        assertThat(data.toString())
                .isEqualTo("{\"members\":[{\"name\":\"覃试安\",\"annualIncome\":1800},{\"name\":\"谭试英\"}],"
                        + "\"povertyCauses\":[\"因病\",\"年老\"]}");
    }

    @Test
    void of_a_tick_with_a_hidden_false_before_it_the_tick_counts() {
        assertThat(ALLOWANCE
                        .coerce(Map.of("declaration", new String[] {"false", "true"}))
                        .path("declaration")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_filled_in_form_is_shown_again_by_browser_names() {
        assertThat(ALLOWANCE.flatten(ContractMapper.instance()
                        .readTree("{\"members\":[{\"name\":\"覃试安\"}],\"savings\":1E+3,\"declaration\":true,"
                                + "\"povertyCauses\":[\"因病\",\"年老\"]}")))
                .isEqualTo(Map.of(
                        "members[0].name", List.of("覃试安"),
                        "savings", List.of("1000"),
                        "declaration", List.of("true"),
                        "povertyCauses", List.of("因病", "年老")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"title\":\"姓名\",\"x-ui\":{\"group\":\"乙\",\"widget\":\"text\"} | 不在分组表里",
                "\"title\":\"姓名\",\"x-ui\":{\"group\":\"甲\",\"widget\":\"slider\"} | 控件“slider”不认识",
                "\"x-ui\":{\"group\":\"甲\",\"widget\":\"text\"} | 没有标题",
                "\"title\":\"姓名\",\"pattern\":\"[\",\"x-ui\":{\"group\":\"甲\",\"widget\":\"text\"} | 格式（pattern）写错了",
                "\"title\":\"姓名\",\"type\":\"array\",\"x-ui\":{\"group\":\"甲\",\"widget\":\"table\"} | 没有写列",
            })
    void a_form_that_no_page_could_show_is_refused(String property, String reason) {
        String schema =
                "{\"type\":\"object\",\"x-ui\":{\"groups\":[\"甲\"]},\"properties\":{\"name\":{" + property + "}}}";
        assertThatThrownBy(() ->
                        FormSchema.parse("broken", ContractMapper.instance().readTree(schema)))
                .hasMessageStartingWith("YILU-FORM-001")
                .hasMessageContaining(reason);
    }

    @Test
    void a_form_without_groups_or_with_an_undefined_required_field_is_refused() {
        assertThatThrownBy(
                        () -> FormSchema.parse("none", ContractMapper.instance().readTree("{}")))
                .hasMessageContaining("没有写分组");
        assertThatThrownBy(() -> FormSchema.parse(
                        "none",
                        ContractMapper.instance()
                                .readTree("{\"x-ui\":{\"groups\":[\"甲\"]},\"required\":[\"gone\"],\"properties\":{}}")))
                .hasMessageContaining("必填的字段 gone 没有定义");
    }
}
