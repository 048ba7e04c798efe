package io.yilu.township.casefile;

import io.yilu.schemas.cases.CaseState;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A filter above the list of cases, by the word in the address. */
public enum CaseChip {
    ALL(EnumSet.noneOf(CaseState.class)),
    OPEN(EnumSet.of(CaseState.ACCEPTED, CaseState.IN_REVIEW, CaseState.SPECIAL_PROCEDURE, CaseState.EXTENDED)),
    CORRECTION(EnumSet.of(CaseState.CORRECTION)),
    DECIDED(EnumSet.of(CaseState.APPROVED, CaseState.REFUSED, CaseState.NOT_ACCEPTED)),
    DELIVERED(EnumSet.of(CaseState.DELIVERED)),
    CLOSED(EnumSet.of(CaseState.WITHDRAWN, CaseState.FORWARDED, CaseState.VOIDED));

    private final Set<CaseState> states;

    CaseChip(Set<CaseState> states) {
        this.states = Set.copyOf(states);
    }

    /** The chip with this address; all cases for a word that is none. */
    static CaseChip addressed(String word) {
        return Arrays.stream(values())
                .filter(chip -> chip.address().equals(word))
                .findFirst()
                .orElse(ALL);
    }

    /** How many cases stand behind each chip. */
    static Map<CaseChip, Long> counts(Map<CaseState, Long> byState) {
        Map<CaseChip, Long> counts = new EnumMap<>(CaseChip.class);
        for (CaseChip chip : values()) {
            counts.put(
                    chip,
                    byState.entrySet().stream()
                            .filter(entry -> chip == ALL || chip.states.contains(entry.getKey()))
                            .mapToLong(Map.Entry::getValue)
                            .sum());
        }
        return counts;
    }

    public Set<CaseState> states() {
        return states;
    }

    public String address() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String messageKey() {
        return "chip." + name();
    }
}
