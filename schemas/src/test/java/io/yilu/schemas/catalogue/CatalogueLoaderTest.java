package io.yilu.schemas.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each test spoils one thing in a copy of the shipped tables. */
class CatalogueLoaderTest {

    @TempDir
    Path directory;

    @BeforeEach
    void copyTheShippedTables() throws IOException, URISyntaxException {
        Path shipped = Path.of(Objects.requireNonNull(CatalogueLoader.class.getResource("/catalogue"))
                .toURI());
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(shipped.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void a_directory_of_good_tables_has_no_faults_and_loads() {
        assertThat(CatalogueLoader.lint(directory)).isEmpty();
        assertThat(CatalogueLoader.load(directory, "2016.9").version()).isEqualTo("2016.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "items.csv | 2 | ,法人,20,3,0, | ,法人,20,21,0, | 承诺时限 21 天超过法定时限 20 天",
                "items.csv | 2 | ,法人,20,3,0, | ,法人,20,0,0, | 即办件的承诺时限必须为 0 天，承诺件不能为 0 天",
                "items.csv | 2 | ,法人,20,3,0, | ,法人,二十,3,0, | legal_days 应为整数，现在是“二十”",
                "items.csv | 2 | ,法人,20,3,0, | ,法人,20,3,50元, | 收费没有写依据：50元",
                "items.csv | 2 | ,法人,20,3,0, | ,公司,20,3,0, | 申请人类型应为自然人、法人或不限：公司",
                "items.csv | 2 | ,承诺件, | ,特办件, | 办件类型应为即办件或承诺件：特办件",
                "items.csv | 2 | -001,01, | -001,02, | 事项编码与部门 02 不符：610924-01-01-001",
                "items.csv | 2 | ,许可, | ,备案, | 事项编码与类型“备案”不符：610924-01-01-001",
                "items.csv | 2 | ,许可, | ,许诺, | 事项类型不认识：许诺",
                "items.csv | 2 | ,none,construction, | ,never,construction, | township_role 的值“never”不在允许的词里",
                "items.csv | 2 | ,none,construction, | ,none,culture, | 没有这个并联主题：culture",
                "items.csv | 2 | ,generic-organisation, | ,generic-organization, | 没有这个表单：generic-organization",
                "items.csv | 2 | ,批文,generic | ,奖状,generic | 结果类型应为证照、批文、证明或其他：奖状",
                "items.csv | 2 | organisation,1,false | organisation,3,false | 到场次数应为 0 至 2",
                "items.csv | 2 | ,1,false,0 | ,1,no,0 | site_survey 应为 true 或 false，现在是“no”",
                "items.csv | 2 | 政府投资项目建议书审批, | , | name 不能为空",
                "items.csv | 2 | ,construction,1, | ,construction,5, | 进驻批次应为 1 至 4：5",
                "items.csv | 14 | ,,2, | ,,1, | 事项进驻早于部门：610924-02-04-001",
                "items.csv | 2 | ,法人,20,3,0, | ,法人,20,-3,0, | 承诺时限不能为负：-3",
                "items.csv | 2 | ,1,false,0 | ,1,false,-1 | 公示天数不能为负：-1",
                "items.csv | 3 | 610924-01-01-002, | 610924-01-01-001, | 事项编码重复：610924-01-01-001",
                "items.csv | 3 | 政府投资项目可行性研究报告审批, | 政府投资项目建议书审批, | 事项名称重复：政府投资项目建议书审批",
                "items.csv | 2 | ,construction,1, | ,construction,5, | 进驻批次应为 1 至 4：5",
                "items.csv | 14 | ,,2, | ,,1, | 事项进驻早于部门：610924-02-04-001",
                "items.csv | 2 | ,法人,20,3,0, | ,法人,20,-3,0, | 承诺时限不能为负：-3",
                "items.csv | 2 | ,1,false,0 | ,1,false,-1 | 公示天数不能为负：-1",
                "items.csv | 3 | 610924-01-01-002, | 610924-01-1-002, | 事项编码的格式应为 610924-05-03-001：610924-01-1-002",
                "materials.csv | 2 | 610924-01-01-001,1, | 610924-01-01-001,2, | 材料序号应为 1，现在是 2",
                "materials.csv | 2 | ,required, | ,maybe, | necessity 的值“maybe”不在允许的词里",
                "materials.csv | 2 | original,2, | original,0, | 材料份数至少为 1",
                "materials.csv | 3 | ,项目建议书, | ,项目单位请示文件, | 同一事项的材料名称重复：项目单位请示文件",
                "departments.csv | 2 | 01,紫阳县 | 001,紫阳县 | 部门编码应为两位数字：001",
                "departments.csv | 3 | 02,紫阳县 | 01,紫阳县 | 部门编码重复：01",
                "departments.csv | 3 | 紫阳县经济贸易局 | 紫阳县发展和改革局 | 部门名称重复：紫阳县发展和改革局",
                "windows.csv | 3 | 2, | 1, | 窗口号重复：1",
                "sites.csv | 3 | 610924101, | 610924100, | 站点编码重复：610924100",
                "sites.csv | 3 | 610924101, | 610924777, | 站点没有所在镇的记录：610924777",
                "site_divisions.csv | 2 | 2014-01-14,, | 2014-01-14,2014-01-13, | 终止日期早于起始日期",
                "departments.csv | 2 | ,发改,1,1 | ,发改,99,1 | 没有这个窗口：99",
                "departments.csv | 2 | ,发改,1,1 | ,发改,1,7 | 进驻批次应为 1 至 4：7",
                "windows.csv | 2 | single,01 | double,01 | 窗口类型应为 single 或 parallel：double",
                "windows.csv | 2 | single,01 | single,01;77 | 窗口里的部门不存在：77",
                "aliases.csv | 2 | 610924-05-03-001 | 610924-05-03-999 | 俗称“低保”指向不存在的事项：610924-05-03-999",
                "aliases.csv | 3 | 610924-05-03-002 | 610924-05-03-001 | 俗称重复：低保 → 610924-05-03-001",
                "sites.csv | 2 | 2014-01-14,, | 2014-01-14,2013-01-01, | 停用日期早于启用日期：610924100",
                "sites.csv | 2 | 2014-01-14,, | 14.1.2014,, | valid_from 应为日期（如 2015-07-01），现在是“14.1.2014”",
                "sites.csv | 2 | 610924100, | 61092410, | site_code 应为 9 位站点编码，现在是“61092410”",
                "site_divisions.csv | 2 | 610924100,610924100 | 610924777,610924100 | 没有这个站点：610924777",
                "calendar.csv | 2 | 2014-01-01,holiday | 2014-01-02,workday | 2014-01-02 本来就上班，不用调休",
                "calendar.csv | 3 | 2014-01-26,workday | 2014-01-01,holiday | 日期重复：2014-01-01",
            })
    void a_fault_is_reported_with_file_line_and_reason(String file, int line, String old, String now, String reason)
            throws IOException {
        Path table = directory.resolve(file);
        List<String> lines = new ArrayList<>(Files.readAllLines(table));
        String spoilt = lines.get(line - 1).replace(old, now);
        assertThat(spoilt).isNotEqualTo(lines.get(line - 1));
        lines.set(line - 1, spoilt);
        Files.write(table, lines);

        assertThat(CatalogueLoader.lint(directory)).contains(new Fault(file, line, reason));
        assertThatThrownBy(() -> CatalogueLoader.load(directory, "2016.9"))
                .hasMessageStartingWith("YILU-CATALOGUE-001")
                .hasMessageContaining(file + " 第 " + line + " 行：" + reason);
    }

    @Test
    void an_item_without_materials_is_a_fault() throws IOException {
        Path materials = directory.resolve("materials.csv");
        Files.write(
                materials,
                Files.readAllLines(materials).stream()
                        .filter(row -> !row.startsWith("610924-01-01-001,"))
                        .toList());
        assertThat(CatalogueLoader.lint(directory))
                .containsExactly(new Fault("items.csv", 2, "事项没有任何申请材料：610924-01-01-001"));
    }

    @Test
    void what_is_done_at_once_cannot_wait_for_a_survey_or_a_public_notice() throws IOException {
        Path items = directory.resolve("items.csv");
        List<String> rows = new ArrayList<>(Files.readAllLines(items));
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).contains(",即办件,")) {
                rows.set(i, rows.get(i).replaceAll(",false,0$", ",true,0"));
            }
        }
        Files.write(items, rows);
        assertThat(CatalogueLoader.lint(directory))
                .hasSize(62)
                .allMatch(fault -> fault.reason().equals("即办件不能有现场勘验或公示"));
    }

    @Test
    void a_missing_file_or_column_is_a_fault() throws IOException {
        Files.delete(directory.resolve("windows.csv"));
        Path sites = directory.resolve("sites.csv");
        Files.writeString(sites, Files.readString(sites).replace("site_name", "name"));
        assertThat(CatalogueLoader.lint(directory))
                .contains(new Fault("windows.csv", 0, "文件不存在"))
                .contains(new Fault("sites.csv", 2, "缺少“site_name”列"));
    }

    @Test
    void what_is_no_table_or_no_json_is_a_fault() throws IOException {
        Files.writeString(directory.resolve("departments.csv"), "code,name\n01,\"no end");
        Files.writeString(directory.resolve("forms/senior-card.schema.json"), "{\n  \"title\": ");
        Files.writeString(directory.resolve("forms/homestead-land.schema.json"), "{\"properties\":{}}");
        Files.writeString(
                directory.resolve("themes/enterprise.json"),
                "{\"form\":\"none\",\"nodes\":[{\"item\":\"x\"}],\"edges\":[{\"from\":\"x\",\"to\":\"y\"}]}");
        assertThat(CatalogueLoader.lint(directory))
                .extracting(Fault::toString)
                .contains(
                        "departments.csv：不是完整的 CSV 文件（首行为列名，逗号分隔，UTF-8）",
                        "forms/senior-card.schema.json 第 2 行：不是完整的 JSON 文件",
                        "forms/homestead-land.schema.json：表单 homestead-land 不能用：没有写分组（x-ui.groups）。",
                        "themes/enterprise.json：并联节点的事项不存在：x",
                        "themes/enterprise.json：并联关系的一端不是节点：y",
                        "themes/enterprise.json：一表制表单不存在：none");
    }

    @Test
    void hundreds_of_faults_are_counted_and_the_first_are_shown() throws IOException {
        Path items = directory.resolve("items.csv");
        Files.writeString(items, Files.readString(items).replace("承诺件", "慢办件"));
        assertThatThrownBy(() -> CatalogueLoader.load(directory, "2016.9"))
                .hasMessageContaining("权力清单有 356 处错误")
                .hasMessageContaining("……");
    }
}
