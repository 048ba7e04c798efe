package io.yilu.schemas.form;

import io.yilu.schemas.form.FormValidator.Finding;
import io.yilu.schemas.identity.CreditCode;
import io.yilu.schemas.identity.ResidentId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks of a filled-in form that a JSON Schema cannot say: check digits, days that cannot lie ahead, fields that agree. */
final class MeaningCheck {

    private static final Pattern NOT_AHEAD = Pattern.compile("(?i).*(birth|marriage|onset|admission|discharge)Date");
    private static final Map<String, String> ORDERED =
            Map.of("admissionDate", "dischargeDate", "startDate", "endDate", "plannedStart", "plannedCompletion");
    private static final String ID_NUMBER = "IdNumber";

    private final FormSchema form;
    private final LocalDate today;
    private final List<Finding> findings = new ArrayList<>();

    MeaningCheck(FormSchema form, LocalDate today) {
        this.form = form;
        this.today = today;
    }

    List<Finding> findings(JsonNode data) {
        object(form.fields(), data, List.of());
        return findings;
    }

    private void object(List<FormField> fields, JsonNode object, List<Object> at) {
        for (FormField field : fields) {
            JsonNode value = object.path(field.name());
            List<Object> place = append(at, field.name());
            if (field.isTable()) {
                for (int i = 0; i < value.size(); i++) {
                    object(field.columns(), value.path(i), append(place, i));
                }
            } else if (value.isString()) {
                problem(field, value.asString()).ifPresent(message -> add(place, message));
            }
        }
        fields.stream()
                .filter(field -> field.widget().equals("id-card"))
                .forEach(field -> agreement(field.name(), object, at));
        ORDERED.forEach((first, last) -> inOrder(fields, first, last, object, at));
    }

    private Optional<String> problem(FormField field, String text) {
        int length = text.codePointCount(0, text.length());
        if (length > FormValidator.MOST_CHARACTERS) {
            return Optional.of(FieldMessages.tooLong(FormValidator.MOST_CHARACTERS, length));
        }
        if (text.isBlank()) {
            return Optional.of(FieldMessages.missing(field)).filter(missing -> field.required() || !text.isEmpty());
        }
        return switch (field.widget()) {
            case "id-card" -> ResidentId.problem(text, today);
            case "credit-code" -> CreditCode.problem(text);
            case "date" ->
                NOT_AHEAD.matcher(field.name()).matches() && isAfter(text, today)
                        ? Optional.of(field.title() + "不能晚于今天（" + today + "），请核对")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The birth date and gender that stand beside a valid id number must be those that it tells. */
    private void agreement(String name, JsonNode object, List<Object> at) {
        String number = object.path(name).asString("");
        if (ResidentId.problem(number, today).isPresent()) {
            return;
        }
        ResidentId id = new ResidentId(number);
        String whose = name.endsWith(ID_NUMBER) ? name.substring(0, name.length() - ID_NUMBER.length()) : "";
        boolean own = whose.isEmpty() || whose.equals("applicant");
        LocalDate born =
                date(object.path(own ? "birthDate" : whose + "BirthDate").asString(""));
        if (born != null && !born.equals(id.birthDate()) && !born.isAfter(today)) {
            String place = own ? "birthDate" : whose + "BirthDate";
            add(append(at, place), "出生日期与身份证号不一致，身份证号上是 " + id.birthDate() + "，请核对");
        }
        String told = id.isMale() ? "男" : "女";
        String gender = object.path(own ? "gender" : whose + "Gender").asString(told);
        if ((gender.equals("男") || gender.equals("女")) && !gender.equals(told)) {
            add(append(at, own ? "gender" : whose + "Gender"), "性别与身份证号不一致，身份证号第 17 位表示" + told + "，请核对");
        }
        if (whose.equals(id.isMale() ? "wife" : "husband")) {
            add(append(at, name), "这个身份证号是" + told + "性的，请核对男方、女方是否填反");
        }
    }

    private void inOrder(List<FormField> fields, String first, String last, JsonNode object, List<Object> at) {
        LocalDate from = date(object.path(first).asString(""));
        LocalDate to = date(object.path(last).asString(""));
        if (from != null && to != null && to.isBefore(from)) {
            add(append(at, last), title(fields, last) + "不能早于" + title(fields, first) + "（" + from + "），请核对");
        }
    }

    private static String title(List<FormField> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(FormField::title)
                .findFirst()
                .orElse(name);
    }

    private void add(List<Object> at, String message) {
        findings.add(new Finding(FieldPlace.of(form, at), message));
    }

    private static boolean isAfter(String text, LocalDate day) {
        LocalDate date = date(text);
        return date != null && date.isAfter(day);
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static List<Object> append(List<Object> at, Object name) {
        List<Object> longer = new ArrayList<>(at);
        longer.add(name);
        return longer;
    }
}
