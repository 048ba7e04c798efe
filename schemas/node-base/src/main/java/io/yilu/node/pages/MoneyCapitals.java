package io.yilu.node.pages;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Writes yuan in the capitals that cannot be altered with a stroke: 壹仟贰佰元整. */
public final class MoneyCapitals {

    private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";
    private static final String[] PLACES = {"", "拾", "佰", "仟"};
    private static final String[] GROUPS = {"", "万", "亿", "万亿"};
    private static final int MOST_DIGITS = 16;

    private MoneyCapitals() {}

    /** Rounded to the fen; amounts of 17 digits and more are given in plain figures. */
    public static String of(BigDecimal yuan) {
        BigDecimal rounded = yuan.abs().setScale(2, RoundingMode.HALF_UP);
        BigInteger fen = rounded.unscaledValue();
        BigInteger[] parts = fen.divideAndRemainder(BigInteger.valueOf(100));
        String whole = parts[0].toString();
        if (whole.length() > MOST_DIGITS) {
            return yuan.toPlainString() + "元";
        }
        int cents = parts[1].intValue();
        StringBuilder text = new StringBuilder(yuan.signum() < 0 && fen.signum() > 0 ? "负" : "");
        if (parts[0].signum() > 0 || cents == 0) {
            text.append(parts[0].signum() == 0 ? "零" : integer(whole)).append('元');
        }
        if (cents == 0) {
            return text.append('整').toString();
        }
        if (cents / 10 > 0) {
            text.append(DIGITS.charAt(cents / 10)).append('角');
        } else if (parts[0].signum() > 0) {
            text.append('零');
        }
        if (cents % 10 > 0) {
            text.append(DIGITS.charAt(cents % 10)).append('分');
        }
        return text.toString();
    }

    private static String integer(String digits) {
        StringBuilder text = new StringBuilder();
        boolean zero = false;
        boolean inGroup = false;
        for (int i = 0; i < digits.length(); i++) {
            int place = digits.length() - 1 - i;
            int digit = digits.charAt(i) - '0';
            if (digit == 0) {
                zero = true;
            } else {
                if (zero && !text.isEmpty()) {
                    text.append('零');
                }
                zero = false;
                inGroup = true;
                text.append(DIGITS.charAt(digit)).append(PLACES[place % 4]);
            }
            if (place % 4 == 0 && inGroup) {
                text.append(GROUPS[place / 4]);
                inGroup = false;
            }
        }
        return text.toString();
    }
}
