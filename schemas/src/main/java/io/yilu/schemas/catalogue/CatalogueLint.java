package io.yilu.schemas.catalogue;

import io.yilu.schemas.calendar.CalendarDay;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.form.FormSchema;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks that the tables of a catalogue agree with one another; the items have {@link ItemLint}. */
final class CatalogueLint {

    private final CatalogueTables tables;
    private final Lines lines;
    private final List<Fault> faults = new ArrayList<>();

    private CatalogueLint(CatalogueTables tables, Lines lines) {
        this.tables = tables;
        this.lines = lines;
    }

    /** All faults, file by file. */
    static List<Fault> faults(CatalogueTables tables, Lines lines) {
        CatalogueLint lint = new CatalogueLint(tables, lines);
        lint.departments();
        lint.windows();
        lint.faults.addAll(ItemLint.faults(tables, lines));
        lint.aliases();
        lint.sites();
        lint.siteDivisions();
        lint.calendar();
        lint.themes();
        lint.forms();
        return List.copyOf(lint.faults);
    }

    private void departments() {
        String file = "departments.csv";
        Set<String> windows = keys(tables.windows(), Window::number);
        unique(file, tables.departments(), Department::code, "部门编码");
        unique(file, tables.departments(), Department::name, "部门名称");
        each(file, tables.departments(), (department, line) -> {
            check(department.code().matches("[0-9]{2}"), file, line, "部门编码应为两位数字：" + department.code());
            check(windows.contains(department.window()), file, line, "没有这个窗口：" + department.window());
            check(isBatch(department.batch()), file, line, "进驻批次应为 1 至 4：" + department.batch());
        });
    }

    private void windows() {
        String file = "windows.csv";
        Set<String> departments = keys(tables.departments(), Department::code);
        unique(file, tables.windows(), Window::number, "窗口号");
        each(file, tables.windows(), (window, line) -> {
            boolean known = window.kind().equals("single") || window.kind().equals("parallel");
            check(known, file, line, "窗口类型应为 single 或 parallel：" + window.kind());
            window.departments().forEach(code -> check(departments.contains(code), file, line, "窗口里的部门不存在：" + code));
        });
    }

    private void aliases() {
        String file = "aliases.csv";
        Set<String> items = keys(tables.items(), Item::code);
        unique(file, tables.aliases(), alias -> alias.alias() + " → " + alias.item(), "俗称");
        each(file, tables.aliases(), (alias, line) -> {
            check(items.contains(alias.item()), file, line, "俗称“" + alias.alias() + "”指向不存在的事项：" + alias.item());
        });
    }

    private void sites() {
        String file = "sites.csv";
        unique(file, tables.sites(), site -> site.code().value(), "站点编码");
        Set<String> divided =
                keys(tables.siteDivisions(), division -> division.site().value());
        each(file, tables.sites(), (site, line) -> {
            check(inOrder(site.validFrom(), site.validTo()), file, line, "停用日期早于启用日期：" + site.code());
            check(divided.contains(site.code().value()), file, line, "站点没有所在镇的记录：" + site.code());
        });
    }

    private void siteDivisions() {
        String file = "site_divisions.csv";
        Set<String> sites = keys(tables.sites(), site -> site.code().value());
        each(file, tables.siteDivisions(), (division, line) -> {
            check(sites.contains(division.site().value()), file, line, "没有这个站点：" + division.site());
            check(inOrder(division.validFrom(), division.validTo()), file, line, "终止日期早于起始日期");
        });
    }

    private void calendar() {
        String file = "calendar.csv";
        unique(file, tables.calendar(), day -> day.date().toString(), "日期");
        each(file, tables.calendar(), (day, line) -> {
            DayOfWeek weekday = day.date().getDayOfWeek();
            boolean weekend = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
            check(weekend || day.kind() == CalendarDay.Kind.HOLIDAY, file, line, day.date() + " 本来就上班，不用调休");
        });
    }

    private void themes() {
        Set<String> items = keys(tables.items(), Item::code);
        tables.themes().forEach((name, theme) -> {
            String file = "themes/" + name + ".json";
            Set<String> nodes = codes(theme.path("nodes"), "item").collect(Collectors.toSet());
            nodes.forEach(code -> check(items.contains(code), file, 0, "并联节点的事项不存在：" + code));
            codes(theme.path("edges"), "from", "to")
                    .forEach(code -> check(nodes.contains(code), file, 0, "并联关系的一端不是节点：" + code));
            String form = theme.path("form").asString("");
            check(tables.forms().containsKey(form), file, 0, "一表制表单不存在：" + form);
        });
    }

    private void forms() {
        tables.forms().forEach((name, schema) -> {
            try {
                FormSchema.parse(name, schema);
            } catch (PermanentException unusable) {
                faults.add(new Fault("forms/" + name + ".schema.json", 0, unusable.what()));
            }
        });
    }

    private <T> void unique(String file, List<T> rows, Function<T, String> key, String what) {
        Set<String> seen = new HashSet<>();
        each(file, rows, (row, line) -> check(seen.add(key.apply(row)), file, line, what + "重复：" + key.apply(row)));
    }

    private <T> void each(String file, List<T> rows, RowCheck<T> check) {
        for (int i = 0; i < rows.size(); i++) {
            check.accept(rows.get(i), lines.of(file, i));
        }
    }

    private void check(boolean good, String file, int line, String reason) {
        if (!good) {
            faults.add(new Fault(file, line, reason));
        }
    }

    static boolean isBatch(int batch) {
        return batch >= 1 && batch <= 4;
    }

    private static boolean inOrder(LocalDate from, @Nullable LocalDate to) {
        return to == null || !to.isBefore(from);
    }

    private static <T> Set<String> keys(List<T> rows, Function<T, String> key) {
        return rows.stream().map(key).collect(Collectors.toSet());
    }

    private static Stream<String> codes(JsonNode list, String... properties) {
        return StreamSupport.stream(list.spliterator(), false)
                .flatMap(node -> Stream.of(properties)
                        .map(property -> node.path(property).asString("")));
    }

    /** Where a row stands. */
    @FunctionalInterface
    interface Lines {
        int of(String file, int index);
    }

    @FunctionalInterface
    private interface RowCheck<T> {
        void accept(T row, int line);
    }
}
