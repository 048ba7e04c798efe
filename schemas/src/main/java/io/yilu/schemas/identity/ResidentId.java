package io.yilu.schemas.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.yilu.schemas.failure.PermanentException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A resident identity number (公民身份号码) by GB 11643-1999: six digits of place, eight of birth date, three of sequence,
 * and a check character by ISO 7064 MOD 11-2.
 */
public record ResidentId(@JsonValue String value) {

    private static final Pattern OLD_SHAPE = Pattern.compile("[1-9][0-9]{14}");
    private static final Pattern BODY = Pattern.compile("[0-9]{17}");
    private static final String CHECK_CHARACTERS = "10X98765432";
    private static final int EARLIEST_YEAR = 1800;
    private static final int LENGTH = 18;

    public ResidentId {
        Optional<String> problem = problem(value);
        if (problem.isPresent()) {
            throw refused(problem.get());
        }
    }

    /** Reads what a person typed: spaces, full-width digits and a small x are put right first. */
    @JsonCreator
    public static ResidentId parse(String typed) {
        return new ResidentId(normalise(typed));
    }

    /** As {@link #parse(String)}, and the birth date may not lie after {@code today}. */
    public static ResidentId parse(String typed, LocalDate today) {
        String value = normalise(typed);
        problem(value, today).ifPresent(problem -> {
            throw refused(problem);
        });
        return new ResidentId(value);
    }

    /** What a person typed, as the standard writes it: half-width, capital X, no spaces or hyphens. */
    public static String normalise(String typed) {
        String halfWidth = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        return halfWidth.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    /** What is wrong with a number whose birth date may not lie after {@code today}, said to who typed it. */
    public static Optional<String> problem(String value, LocalDate today) {
        return problem(value)
                .or(() -> birthDate(value).isAfter(today)
                        ? Optional.of("身份证号里的出生日期 " + birthDate(value) + " 还没有到，请核对第 7 至 14 位")
                        : Optional.empty());
    }

    /** What is wrong with this number, said to the person who typed it; empty when nothing is. */
    public static Optional<String> problem(String value) {
        if (OLD_SHAPE.matcher(value).matches()) {
            return Optional.of("15 位的旧身份证号已经停用，请填写 18 位的号码");
        }
        if (value.length() != LENGTH) {
            return Optional.of("身份证号应有 18 位，现在是 " + value.length() + " 位，请核对");
        }
        String body = value.substring(0, LENGTH - 1);
        if (!BODY.matcher(body).matches()) {
            return Optional.of("身份证号前 17 位只能是数字，请核对");
        }
        if (value.charAt(0) == '0') {
            return Optional.of("身份证号第 1 位不能是 0，请核对");
        }
        if (!hasBirthDate(value)) {
            return Optional.of("身份证号第 7 至 14 位（" + value.substring(6, 14) + "）不是有效的出生日期，请核对");
        }
        char expected = checkCharacter(body);
        return value.charAt(LENGTH - 1) == expected
                ? Optional.empty()
                : Optional.of("身份证号第 18 位应为 " + expected + "，请核对");
    }

    public LocalDate birthDate() {
        return birthDate(value);
    }

    /** Digit 17 is odd for men. */
    public boolean isMale() {
        return (value.charAt(16) - '0') % 2 == 1;
    }

    /** For screens that others may see: 610924********0002. */
    public String masked() {
        return Masking.idNumber(value);
    }

    /** Masked, so that no log carries the number by accident. */
    @Override
    public String toString() {
        return masked();
    }

    private static boolean hasBirthDate(String value) {
        try {
            return birthDate(value).getYear() >= EARLIEST_YEAR;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    private static LocalDate birthDate(String value) {
        return LocalDate.of(
                Integer.parseInt(value.substring(6, 10)),
                Integer.parseInt(value.substring(10, 12)),
                Integer.parseInt(value.substring(12, 14)));
    }

    private static char checkCharacter(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum = (sum + body.charAt(i) - '0') * 2 % 11;
        }
        return CHECK_CHARACTERS.charAt(sum);
    }

    private static PermanentException refused(String problem) {
        return new PermanentException("YILU-ID-005", problem + "。", "请对照身份证原件重新输入。");
    }
}
