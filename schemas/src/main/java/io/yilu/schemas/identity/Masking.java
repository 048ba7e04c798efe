package io.yilu.schemas.identity;

/** How personal data is shown where others may see it: shared screens, lists, logs. */
public final class Masking {

    private static final String STAR = "*";

    private Masking() {}

    /** 王*兴, 王*, 欧**兴: the first and, from three characters, the last remain. */
    public static String name(String name) {
        int[] characters = name.strip().codePoints().toArray();
        return switch (characters.length) {
            case 0 -> "";
            case 1 -> STAR;
            case 2 -> new String(characters, 0, 1) + STAR;
            default ->
                new String(characters, 0, 1)
                        + STAR.repeat(characters.length - 2)
                        + new String(characters, characters.length - 1, 1);
        };
    }

    /** 610924********0002; of any other paper's number the outer thirds remain. */
    public static String idNumber(String number) {
        int length = number.length();
        return length == 18 ? keepEnds(number, 6, 4) : keepEnds(number, length / 3, length / 3);
    }

    /** 100****0001, 0915-***4567: the first three or the area code, and the last four, remain. */
    public static String phone(String phone) {
        int hyphen = phone.indexOf('-');
        if (hyphen > 0) {
            String local = phone.substring(hyphen + 1);
            return phone.substring(0, hyphen + 1) + keepEnds(local, 0, local.length() < 7 ? local.length() / 2 : 4);
        }
        return phone.length() >= 11 ? keepEnds(phone, 3, 4) : keepEnds(phone, 0, phone.length() / 2);
    }

    private static String keepEnds(String text, int first, int last) {
        return text.substring(0, first)
                + STAR.repeat(text.length() - first - last)
                + text.substring(text.length() - last);
    }
}
