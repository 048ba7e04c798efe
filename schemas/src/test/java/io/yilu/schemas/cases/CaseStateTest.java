package io.yilu.schemas.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseStateTest {

    /** The table a second time, as people would write it down: a slip in one of the two shows. */
    private static final Map<String, String> TABLE = Map.ofEntries(
            Map.entry("RECEIVED", "ACCEPTED NOT_ACCEPTED CORRECTION WITHDRAWN VOIDED"),
            Map.entry("ACCEPTED", "NOT_ACCEPTED CORRECTION IN_REVIEW APPROVED REFUSED WITHDRAWN VOIDED"),
            Map.entry("NOT_ACCEPTED", "DELIVERED"),
            Map.entry("CORRECTION", "ACCEPTED NOT_ACCEPTED IN_REVIEW WITHDRAWN VOIDED"),
            Map.entry("IN_REVIEW", "CORRECTION SPECIAL_PROCEDURE EXTENDED APPROVED REFUSED WITHDRAWN FORWARDED VOIDED"),
            Map.entry("SPECIAL_PROCEDURE", "IN_REVIEW EXTENDED WITHDRAWN VOIDED"),
            Map.entry("EXTENDED", "CORRECTION SPECIAL_PROCEDURE APPROVED REFUSED WITHDRAWN FORWARDED VOIDED"),
            Map.entry("APPROVED", "VOIDED DELIVERED"),
            Map.entry("REFUSED", "VOIDED DELIVERED"),
            Map.entry("WITHDRAWN", ""),
            Map.entry("FORWARDED", "DELIVERED"),
            Map.entry("VOIDED", ""),
            Map.entry("DELIVERED", ""));

    @Test
    void what_may_follow_is_exactly_the_table() {
        Map<String, String> actual = new TreeMap<>();
        for (CaseState from : CaseState.values()) {
            actual.put(
                    from.name(),
                    String.join(
                            " ",
                            Stream.of(CaseState.values())
                                    .filter(from::mayBecome)
                                    .map(Enum::name)
                                    .toList()));
        }
        assertThat(actual).isEqualTo(new TreeMap<>(TABLE));
    }

    @Test
    void a_case_goes_the_usual_way() {
        CaseState state = CaseState.ACCEPTED;
        for (CaseState next : List.of(
                CaseState.IN_REVIEW,
                CaseState.CORRECTION,
                CaseState.IN_REVIEW,
                CaseState.APPROVED,
                CaseState.DELIVERED)) {
            state = state.become(next);
        }
        assertThat(state).isEqualTo(CaseState.DELIVERED);
    }

    @Test
    void a_step_outside_the_table_is_refused_in_words() {
        assertThatThrownBy(() -> CaseState.CORRECTION.become(CaseState.APPROVED))
                .hasMessageStartingWith("YILU-CASE-001: 办件现在是“补正”，不能变为“办结·准予”。");
    }

    @ParameterizedTest
    @EnumSource
    void staying_is_no_step(CaseState state) {
        assertThat(state.mayBecome(state)).isFalse();
    }

    @Test
    void a_case_is_closed_when_no_reviewer_has_anything_left_to_do() {
        assertThat(CaseState.values())
                .filteredOn(CaseState::isClosed)
                .extracting(Enum::name)
                .containsExactly(
                        "NOT_ACCEPTED", "APPROVED", "REFUSED", "WITHDRAWN", "FORWARDED", "VOIDED", "DELIVERED");
    }

    @ParameterizedTest
    @EnumSource
    void a_closed_case_never_opens_again(CaseState state) {
        if (state.isClosed()) {
            assertThat(state.next()).allMatch(CaseState::isClosed);
        } else {
            assertThat(state.next()).contains(CaseState.WITHDRAWN, CaseState.VOIDED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "en"})
    void every_state_and_delivery_has_a_word_and_an_explanation(String language) {
        ResourceBundle words = bundle(language);
        for (CaseState state : CaseState.values()) {
            assertThat(words.getString(state.messageKey())).isNotBlank();
            assertThat(words.getString(state.messageKey() + ".hint")).isNotBlank();
        }
        for (String delivery : List.of("STORED", "SENT", "RECEIVED", "COMPLETE", "HELD")) {
            assertThat(words.getString("delivery." + delivery)).isNotBlank();
            assertThat(words.getString("delivery." + delivery + ".hint")).isNotBlank();
        }
        assertThat(words.keySet()).isEqualTo(bundle("").keySet());
    }

    @ParameterizedTest
    @EnumSource
    void the_word_is_the_chinese_bundles_word(CaseState state) {
        assertThat(bundle("").getString(state.messageKey())).isEqualTo(state.word());
    }

    private static ResourceBundle bundle(String language) {
        return ResourceBundle.getBundle(
                "messages.schemas",
                Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
