package io.yilu.schemas.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.yilu.schemas.failure.PermanentException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A case number (办件编号) {@code site(9)-yyyyMMdd-NNNN-c}, given offline by the node that accepts the case.
 *
 * <p>The check digit follows ISO 7064 MOD 11,10 over the 21 digits before it, so that any single wrong digit and nearly
 * every swap of neighbours is noticed when the number is typed from a receipt.
 */
public record CaseNumber(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("([0-9]{9})-([0-9]{8})-([0-9]{4})-([0-9])");

    public CaseNumber {
        Matcher matcher = SHAPE.matcher(value);
        if (!matcher.matches() || !isDate(matcher.group(2))) {
            throw new PermanentException("YILU-ID-002", "办件编号的格式应为 610924102-20150701-0012-7。", "请对照回执重新输入。");
        }
        int expected = checkDigit(matcher.group(1) + matcher.group(2) + matcher.group(3));
        if (expected != Integer.parseInt(matcher.group(4))) {
            throw new PermanentException("YILU-ID-003", "办件编号的校验位不对。", "请对照回执重新输入。");
        }
    }

    /** The {@code ordinal}th case (1 to 9999) that {@code site} accepts on {@code day}. */
    public static CaseNumber of(NodeId site, LocalDate day, int ordinal) {
        if (ordinal < 1 || ordinal > 9999) {
            throw new PermanentException("YILU-ID-004", "一个中心一天最多编号 9999 件，今天已用完。", "请明天再收件，并联系信息中心。");
        }
        String date = DateTimeFormatter.BASIC_ISO_DATE.format(day);
        String number = "%04d".formatted(ordinal);
        int check = checkDigit(site.value() + date + number);
        return new CaseNumber(site.value() + "-" + date + "-" + number + "-" + check);
    }

    @JsonCreator
    public static CaseNumber parse(String value) {
        return new CaseNumber(value.strip());
    }

    /** The site that accepted the case. */
    public NodeId site() {
        return new NodeId(value.substring(0, 9));
    }

    /** The day on which it was accepted, by the site's clock. */
    public LocalDate day() {
        return LocalDate.parse(value.substring(10, 18), DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** Which case of that site and day it is, from 1. */
    public int ordinal() {
        return Integer.parseInt(value.substring(19, 23));
    }

    @Override
    public String toString() {
        return value;
    }

    private static int checkDigit(String digits) {
        int product = 10;
        for (int i = 0; i < digits.length(); i++) {
            int sum = (product + digits.charAt(i) - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10;
    }

    private static boolean isDate(String digits) {
        try {
            LocalDate.of(
                    Integer.parseInt(digits, 0, 4, 10),
                    Integer.parseInt(digits, 4, 6, 10),
                    Integer.parseInt(digits, 6, 8, 10));
            return true;
        } catch (DateTimeException notADate) {
            return false;
        }
    }
}
