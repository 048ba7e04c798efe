package io.yilu.schemas.form;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a form as a page shows it.
 *
 * @param name JSON property
 * @param title label
 * @param hint one line below the label, may be empty
 * @param type JSON type: string, number, integer, boolean or array
 * @param widget text, textarea, date, number, money, select, radio, checkbox, id-card, credit-code, phone or table
 * @param unit 元 and the like, may be empty
 * @param required always required; conditional ones are found by {@link FormValidator}
 * @param mustAgree a checkbox that has to be ticked (const true)
 * @param options of select, radio and multiple checkbox, else empty
 * @param pattern regular expression of the text
 * @param minItems least rows of a table or ticks of a multiple checkbox, 0 when free
 * @param columns fields of a table's row, else empty
 */
public record FormField(
        String name,
        String title,
        String hint,
        String type,
        String widget,
        String unit,
        int order,
        boolean required,
        boolean mustAgree,
        List<String> options,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Integer minLength,
        @Nullable Integer maxLength,
        @Nullable String pattern,
        int minItems,
        List<FormField> columns) {

    public FormField {
        options = List.copyOf(options);
        columns = List.copyOf(columns);
    }

    public boolean isTable() {
        return widget.equals("table");
    }

    /** A list of ticks: checkbox with options. */
    public boolean isMultiple() {
        return type.equals("array") && !isTable();
    }

    /** One tick: checkbox without options. */
    public boolean isTick() {
        return type.equals("boolean");
    }
}
