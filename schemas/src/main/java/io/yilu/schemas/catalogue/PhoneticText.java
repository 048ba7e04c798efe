package io.yilu.schemas.catalogue;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import net.sourceforge.pinyin4j.PinyinHelper;
import net.sourceforge.pinyin4j.format.HanyuPinyinCaseType;
import net.sourceforge.pinyin4j.format.HanyuPinyinOutputFormat;
import net.sourceforge.pinyin4j.format.HanyuPinyinToneType;
import net.sourceforge.pinyin4j.format.HanyuPinyinVCharType;
import net.sourceforge.pinyin4j.format.exception.BadHanyuPinyinOutputFormatCombination;

/**
 * A Chinese text that can be found by its characters, by full pinyin, by initials and by any mixture (农cun, nongcdb); every
 * reading of a polyphone counts. Punctuation is left out.
 */
final class PhoneticText {

    private static final HanyuPinyinOutputFormat FORMAT = new HanyuPinyinOutputFormat();

    static {
        FORMAT.setCaseType(HanyuPinyinCaseType.LOWERCASE);
        FORMAT.setToneType(HanyuPinyinToneType.WITHOUT_TONE);
        FORMAT.setVCharType(HanyuPinyinVCharType.WITH_V);
    }

    private final String characters;
    private final List<Set<String>> readings;

    /** A text by all its readings. */
    PhoneticText(String text) {
        this.characters = normalise(text).replaceAll("[^\\p{L}\\p{N}]", "");
        this.readings = characters.chars().mapToObj(c -> readings((char) c)).toList();
    }

    private PhoneticText(String characters, List<Set<String>> readings) {
        this.characters = characters;
        this.readings = readings;
    }

    /** The same text by the usual reading of each character only: 身 is shen, not juan. */
    PhoneticText usual() {
        return new PhoneticText(
                characters,
                readings.stream()
                        .map(all -> all.stream().limit(1).collect(Collectors.toUnmodifiableSet()))
                        .toList());
    }

    /** Whether the whole of this text, by its characters, stands within the word. */
    boolean standsIn(String word) {
        return length() > 1 && word.contains(characters);
    }

    /** As both texts and queries are compared: half-width, small letters. */
    static String normalise(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    int length() {
        return characters.length();
    }

    /** Whether the word is the whole of this text. */
    boolean isWhole(String word) {
        return matches(word, 0, 0, true);
    }

    /** Where the word stands in one piece, from 0; -1 when nowhere. */
    int find(String word) {
        for (int start = 0; start < length(); start++) {
            if (matches(word, 0, start, false)) {
                return start;
            }
        }
        return -1;
    }

    /**
     * How many characters are skipped when the word's characters and initials are picked out in order; -1 when they are
     * not all there. The tightest place counts.
     */
    int gaps(String word) {
        int fewest = -1;
        for (int start = 0; start < length(); start++) {
            int end = initialOrSame(word.charAt(0), start) ? endOfPick(word, start) : -1;
            int gaps = end - start - word.length();
            if (end >= 0 && (fewest < 0 || gaps < fewest)) {
                fewest = gaps;
            }
        }
        return fewest;
    }

    private int endOfPick(String word, int start) {
        int at = start;
        for (int i = 0; i < word.length(); i++) {
            while (at < length() && !initialOrSame(word.charAt(i), at)) {
                at++;
            }
            if (at == length()) {
                return -1;
            }
            at++;
        }
        return at;
    }

    private boolean initialOrSame(char wanted, int at) {
        return characters.charAt(at) == wanted
                || readings.get(at).stream().anyMatch(reading -> reading.charAt(0) == wanted);
    }

    /** Matches the word from {@code from} on against the text from {@code at} on, each character by itself or by sound. */
    private boolean matches(String word, int from, int at, boolean toTheEnd) {
        if (from == word.length()) {
            return !toTheEnd || at == length();
        }
        if (at == length()) {
            return false;
        }
        if (word.charAt(from) == characters.charAt(at) && matches(word, from + 1, at + 1, toTheEnd)) {
            return true;
        }
        for (String reading : readings.get(at)) {
            if (soundMatches(word, from, at, reading, toTheEnd)) {
                return true;
            }
        }
        return false;
    }

    private boolean soundMatches(String word, int from, int at, String reading, boolean toTheEnd) {
        if (word.charAt(from) != reading.charAt(0)) {
            return false;
        }
        int common = 1;
        while (common < reading.length()
                && from + common < word.length()
                && reading.charAt(common) == word.charAt(from + common)) {
            common++;
        }
        boolean unfinished = from + common == word.length();
        if (unfinished && (!toTheEnd || at + 1 == length())) {
            return true;
        }
        boolean whole = common == reading.length() && matches(word, from + common, at + 1, toTheEnd);
        boolean twoLetterInitial = common >= 2 && reading.charAt(1) == 'h' && matches(word, from + 2, at + 1, toTheEnd);
        return whole || twoLetterInitial || matches(word, from + 1, at + 1, toTheEnd);
    }

    private static Set<String> readings(char c) {
        try {
            String[] spoken = PinyinHelper.toHanyuPinyinStringArray(c, FORMAT);
            return spoken == null ? Set.of() : new LinkedHashSet<>(List.of(spoken));
        } catch (BadHanyuPinyinOutputFormatCombination impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
