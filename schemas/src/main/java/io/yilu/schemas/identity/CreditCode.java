package io.yilu.schemas.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.yilu.schemas.failure.PermanentException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * A unified social credit code (统一社会信用代码) by GB 32100-2015: 18 characters without I, O, S, V, Z, the last a check
 * character modulo 31.
 */
public record CreditCode(@JsonValue String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int BASE = ALPHABET.length();
    private static final int LENGTH = 18;
    private static final int FIRST_AREA_DIGIT = 2;
    private static final int AREA_END = 8;

    public CreditCode {
        Optional<String> problem = problem(value);
        if (problem.isPresent()) {
            throw new PermanentException("YILU-ID-006", problem.get() + "。", "请对照营业执照或登记证书重新输入。");
        }
    }

    /** Reads what a person typed: spaces, full-width and small letters are put right first. */
    @JsonCreator
    public static CreditCode parse(String typed) {
        return new CreditCode(normalise(typed));
    }

    /** What a person typed, as the standard writes it: half-width capitals, no spaces or hyphens. */
    public static String normalise(String typed) {
        String halfWidth = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        return halfWidth.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    /** What is wrong with this code, said to the person who typed it; empty when nothing is. */
    public static Optional<String> problem(String value) {
        if (value.length() != LENGTH) {
            return Optional.of("统一社会信用代码应有 18 位，现在是 " + value.length() + " 位，请核对");
        }
        for (int i = 0; i < LENGTH; i++) {
            Optional<String> wrong = wrongCharacter(value.charAt(i), i);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        char expected = checkCharacter(value);
        return value.charAt(LENGTH - 1) == expected
                ? Optional.empty()
                : Optional.of("统一社会信用代码第 18 位应为 " + expected + "，请核对");
    }

    @Override
    public String toString() {
        return value;
    }

    private static Optional<String> wrongCharacter(char c, int index) {
        boolean digitWanted = index >= FIRST_AREA_DIGIT && index < AREA_END;
        if (digitWanted && (c < '0' || c > '9')) {
            return Optional.of("统一社会信用代码第 3 至 8 位应为数字，第 " + (index + 1) + " 位不是，请核对");
        }
        if (ALPHABET.indexOf(c) < 0) {
            return Optional.of("统一社会信用代码第 " + (index + 1) + " 位“" + c + "”不能用，只用数字和除 I、O、S、V、Z 外的大写字母，请核对");
        }
        return Optional.empty();
    }

    private static char checkCharacter(String code) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += ALPHABET.indexOf(code.charAt(i)) * weight;
            weight = weight * 3 % BASE;
        }
        return ALPHABET.charAt((BASE - sum % BASE) % BASE);
    }
}
