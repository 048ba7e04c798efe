package io.yilu.schemas.form;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a filled-in form: a field, or a cell of a table.
 *
 * @param row of the table from 0, -1 for a field of the top level
 * @param field what stands there; null when the form knows no such field
 * @param order as the page shows it
 */
record FieldPlace(
        String path, String title, int row, @Nullable FormField field, long order) {

    private static final long A_FIELD = 10_000_000;
    private static final long A_ROW = 1_000;

    /** The place of {@code names}: property, or property, row index and column. */
    static FieldPlace of(FormSchema form, List<Object> names) {
        if (names.isEmpty()) {
            return new FieldPlace("", form.title(), -1, null, -1);
        }
        String name = names.get(0).toString();
        FormField field = form.field(name).orElse(null);
        long order = field == null ? Long.MAX_VALUE / 2 : form.fields().indexOf(field) * A_FIELD;
        if (field == null || names.size() == 1 || !(names.get(1) instanceof Integer row)) {
            return new FieldPlace(name, field == null ? name : field.title(), -1, field, order);
        }
        long rowOrder = order + (row + 1) * A_ROW;
        String rowTitle = field.title() + "第 " + (row + 1) + " 行";
        if (names.size() == 2) {
            return field.isTable()
                    ? new FieldPlace(name + "[" + row + "]", rowTitle, row, null, rowOrder)
                    : new FieldPlace(name, field.title(), -1, field, order);
        }
        return cell(field, row, names.get(2).toString(), rowTitle, rowOrder);
    }

    private static FieldPlace cell(FormField table, int row, String columnName, String rowTitle, long rowOrder) {
        String path = table.name() + "[" + row + "]." + columnName;
        for (int i = 0; i < table.columns().size(); i++) {
            FormField column = table.columns().get(i);
            if (column.name().equals(columnName)) {
                return new FieldPlace(path, rowTitle + "·" + column.title(), row, column, rowOrder + i + 1);
            }
        }
        return new FieldPlace(path, rowTitle + "·" + columnName, row, null, rowOrder + A_ROW - 1);
    }

    FieldProblem problem(String message) {
        return new FieldProblem(path, title, message);
    }
}
