package io.yilu.schemas.catalogue;

import io.yilu.schemas.calendar.CalendarDay;
import io.yilu.schemas.catalogue.CsvTable.Located;
import io.yilu.schemas.contract.ContractMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the tables of a catalogue directory, remembering on which line each row stands. */
final class TableReader {

    private final Function<String, Optional<byte[]>> source;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, List<Integer>> lines = new HashMap<>();

    /** @param source the bytes of a file by its path within the directory, if there */
    TableReader(Function<String, Optional<byte[]>> source) {
        this.source = source;
    }

    CatalogueTables read(String version) {
        List<Item> items = rows("items.csv", TableReader::item);
        Map<String, JsonNode> themes = documents(items.stream().map(Item::theme), "themes/", ".json");
        Stream<String> forms = Stream.concat(
                items.stream().map(Item::form),
                themes.values().stream().map(theme -> theme.path("form").asString("")));
        return new CatalogueTables(
                version,
                rows("departments.csv", TableReader::department),
                rows("windows.csv", TableReader::window),
                items,
                rows("materials.csv", TableReader::material),
                rows("aliases.csv", row -> new Alias(row.filled("alias"), row.filled("item"))),
                rows("sites.csv", TableReader::site),
                rows("site_divisions.csv", TableReader::siteDivision),
                rows("calendar.csv", TableReader::calendarDay),
                themes,
                documents(forms, "forms/", ".schema.json"));
    }

    List<Fault> faults() {
        return faults;
    }

    /** The line of the {@code index}th row of a table. */
    int line(String file, int index) {
        return lines.getOrDefault(file, List.of()).get(index);
    }

    private <T> List<T> rows(String file, Function<CsvRow, T> reader) {
        Optional<byte[]> bytes = source.apply(file);
        if (bytes.isEmpty()) {
            faults.add(new Fault(file, 0, "文件不存在"));
            return List.of();
        }
        List<Located<T>> rows = new CsvTable(file, faults).read(bytes.get(), reader);
        lines.put(file, rows.stream().map(Located::line).toList());
        return rows.stream().map(Located::row).toList();
    }

    /** JSON documents by name; a missing one is left to the lint, which knows the rows that name it. */
    private Map<String, JsonNode> documents(Stream<String> names, String folder, String ending) {
        Map<String, JsonNode> documents = new TreeMap<>();
        names.distinct().filter(name -> !name.isEmpty()).forEach(name -> {
            String file = folder + name + ending;
            source.apply(file).ifPresent(bytes -> {
                try {
                    documents.put(name, ContractMapper.instance().readTree(bytes));
                } catch (JacksonException notJson) {
                    faults.add(new Fault(file, notJson.getLocation().getLineNr(), "不是完整的 JSON 文件"));
                }
            });
        });
        return documents;
    }

    private static Department department(CsvRow row) {
        return new Department(
                row.filled("code"), row.filled("name"), row.filled("short"), row.filled("window"), row.number("batch"));
    }

    private static Window window(CsvRow row) {
        return new Window(
                row.filled("window"),
                row.filled("name"),
                row.filled("kind"),
                row.list("departments"),
                row.text("theme"));
    }

    private static Item item(CsvRow row) {
        return new Item(
                row.filled("code"),
                row.filled("department"),
                row.filled("name"),
                row.filled("kind"),
                row.filled("case_kind"),
                row.filled("applicant"),
                row.number("legal_days"),
                row.number("promised_days"),
                row.filled("fee_yuan"),
                row.word("township_role", TownshipRole.class),
                row.text("theme"),
                row.number("batch"),
                row.filled("basis"),
                row.filled("result_name"),
                row.filled("result_kind"),
                row.filled("form"),
                row.number("onsite_visits"),
                row.yes("site_survey"),
                row.number("public_notice_days"));
    }

    private static Material material(CsvRow row) {
        return new Material(
                row.filled("item"),
                row.number("seq"),
                row.filled("name"),
                row.word("necessity", Material.Necessity.class),
                row.word("form", Material.Form.class),
                row.number("copies"),
                row.word("source", Material.Source.class),
                row.text("note"));
    }

    private static Site site(CsvRow row) {
        return new Site(
                row.site("site_code"),
                row.filled("site_name"),
                row.filled("division_name"),
                row.date("valid_from"),
                row.dateOrNull("valid_to"),
                row.filled("confidence"),
                row.text("note"));
    }

    private static SiteDivision siteDivision(CsvRow row) {
        return new SiteDivision(
                row.site("site_code"),
                row.filled("division_code"),
                row.filled("division_name"),
                row.date("valid_from"),
                row.dateOrNull("valid_to"),
                row.filled("confidence"),
                row.text("note"));
    }

    private static CalendarDay calendarDay(CsvRow row) {
        return new CalendarDay(row.date("date"), row.word("kind", CalendarDay.Kind.class), row.filled("name"));
    }
}
