package io.yilu.schemas.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.failure.PermanentException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseNumberTest {

    private static final NodeId HANWANG = new NodeId("610924102");
    private static final LocalDate DAY = LocalDate.of(2015, 7, 1);

    @Test
    void a_number_names_site_day_ordinal_and_check_digit() {
        CaseNumber number = CaseNumber.of(HANWANG, DAY, 12);
        assertThat(number.value()).matches("610924102-20150701-0012-[0-9]");
        assertThat(number.site()).isEqualTo(HANWANG);
        assertThat(CaseNumber.parse(" " + number.value() + "\n")).isEqualTo(number);
    }

    @Test
    void the_check_digit_follows_iso_7064_mod_11_10() {
        assertThat(CaseNumber.of(HANWANG, LocalDate.of(2015, 3, 11), 12)).hasToString("610924102-20150311-0012-0");
        assertThat(CaseNumber.of(new NodeId("610924105"), LocalDate.of(2015, 8, 19), 3))
                .hasToString("610924105-20150819-0003-4");
    }

    @Test
    void any_single_wrong_digit_is_noticed() {
        String number = CaseNumber.of(HANWANG, DAY, 12).value();
        for (int at = 0; at < number.length(); at++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                String wrong = number.substring(0, at) + digit + number.substring(at + 1);
                if (!wrong.equals(number)) {
                    assertThatThrownBy(() -> CaseNumber.parse(wrong)).as(wrong).isInstanceOf(PermanentException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9999})
    void the_first_and_last_ordinal_of_a_day_are_given(int ordinal) {
        assertThat(CaseNumber.of(HANWANG, DAY, ordinal).value()).contains("-%04d-".formatted(ordinal));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10_000})
    void an_ordinal_beyond_the_day_is_refused(int ordinal) {
        assertThatThrownBy(() -> CaseNumber.of(HANWANG, DAY, ordinal)).hasMessageStartingWith("YILU-ID-004");
    }

    @ParameterizedTest
    @CsvSource({
        "'', YILU-ID-002",
        "610924102-20150701-0012, YILU-ID-002",
        "610924102-20150231-0012-1, YILU-ID-002",
        "61092410220150701001 2-1, YILU-ID-002",
        "610924102-20150311-0012-1, YILU-ID-003",
    })
    void what_is_no_number_is_refused_with_its_reason(String text, String code) {
        assertThatThrownBy(() -> CaseNumber.parse(text)).hasMessageStartingWith(code);
    }
}
