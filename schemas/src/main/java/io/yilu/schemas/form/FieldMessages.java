package io.yilu.schemas.form;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What to do about a rule that a field breaks, said to who fills it in. */
final class FieldMessages {

    private static final Pattern DIGITS = Pattern.compile("\\^\\[0-9]\\{([0-9]+)(?:,([0-9]+))?}\\$");

    private FieldMessages() {}

    /** The message for a broken keyword of the JSON Schema. */
    static String of(String keyword, @Nullable FormField field, int length) {
        if (field == null) {
            return keyword.equals("additionalProperties") ? "表单里没有这一项，请删除" : "这里的内容格式不对，请重新填写";
        }
        return switch (keyword) {
            case "required", "minLength", "minItems" -> missing(field);
            case "type" -> wrongType(field);
            case "enum" -> field.title() + "只能从列表中选择，请重新选择";
            case "const" -> tick(field);
            case "maxLength" -> tooLong(field.maxLength() == null ? 0 : field.maxLength(), length);
            case "minimum", "maximum" -> outOfRange(field);
            case "uniqueItems" -> field.title() + "里有重复的选项，请去掉重复的";
            case "pattern", "format" -> wrongShape(field);
            default -> field.title() + "的内容不符合要求，请核对后重新填写";
        };
    }

    static String missing(FormField field) {
        if (field.isTable()) {
            return "请至少填写 " + Math.max(1, field.minItems()) + " 行" + field.title();
        }
        if (field.isMultiple()) {
            return "请至少勾选 " + Math.max(1, field.minItems()) + " 项" + field.title();
        }
        if (field.isTick()) {
            return tick(field);
        }
        return (field.options().isEmpty() ? "请填写" : "请选择") + field.title();
    }

    static String tooLong(int most, int length) {
        return "最多 " + most + " 个字，现在有 " + length + " 个字，请删减";
    }

    private static String tick(FormField field) {
        return field.mustAgree() ? "请阅读后勾选“" + field.title() + "”，不勾选不能提交" : "请选择是否" + field.title();
    }

    private static String wrongType(FormField field) {
        return switch (field.type()) {
            case "number" -> field.title() + "应填数字，如 120 或 85.5";
            case "integer" -> field.title() + "应填整数，如 3";
            case "boolean" -> field.title() + "应为勾选或不勾选，请重新选择";
            case "array" -> field.title() + "应为列表，请重新填写";
            default -> field.title() + "应填文字，请重新填写";
        };
    }

    private static String outOfRange(FormField field) {
        String unit = field.unit().isEmpty() ? "" : " " + field.unit();
        if (field.min() != null && field.max() != null) {
            return field.title() + "应在 " + field.min().toPlainString() + " 至 "
                    + field.max().toPlainString() + unit + "之间，请核对";
        }
        if (field.min() != null) {
            return field.title() + "不能小于 " + field.min().toPlainString() + unit + "，请核对";
        }
        return field.title() + "不能大于 " + (field.max() == null ? "" : field.max().toPlainString()) + unit + "，请核对";
    }

    private static String wrongShape(FormField field) {
        if (field.widget().equals("date")) {
            return field.title() + "应为有效的日期，如 2015-07-01，请核对";
        }
        if (field.widget().equals("phone")) {
            return field.title() + "应为 11 位手机号码，或区号-座机号码（如 0915-4421234），请核对";
        }
        Matcher digits = DIGITS.matcher(field.pattern() == null ? "" : field.pattern());
        if (digits.matches()) {
            String most = digits.group(2) == null ? "" : " 至 " + digits.group(2);
            return field.title() + "应为 " + digits.group(1) + most + " 位数字，请核对";
        }
        return field.hint().isEmpty() ? field.title() + "的格式不对，请核对" : field.title() + "的格式不对，请核对（" + field.hint() + "）";
    }
}
