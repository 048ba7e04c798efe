package io.yilu.schemas.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.failure.PermanentException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResidentIdTest {

    private static final LocalDate TODAY = LocalDate.of(2016, 1, 22);

    @ParameterizedTest
    @ValueSource(strings = {"11010519491231002X", "610924195103099995", "610924195411200004", "61092419680702999X"})
    void a_number_with_the_right_check_character_is_accepted(String number) {
        assertThat(ResidentId.problem(number, TODAY)).isEmpty();
        assertThat(new ResidentId(number).value()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "110105194912310021, 身份证号第 18 位应为 X，请核对",
        "610924195103099990, 身份证号第 18 位应为 5，请核对",
        "11010519491231002x, 身份证号第 18 位应为 X，请核对",
        "610924195103099, 15 位的旧身份证号已经停用，请填写 18 位的号码",
        "11010519491231002, 身份证号应有 18 位，现在是 17 位，请核对",
        "'', 身份证号应有 18 位，现在是 0 位，请核对",
        "1101051949123A002X, 身份证号前 17 位只能是数字，请核对",
        "010105194912310020, 身份证号第 1 位不能是 0，请核对",
        "110105194902300020, 身份证号第 7 至 14 位（19490230）不是有效的出生日期，请核对",
        "110105194913310020, 身份证号第 7 至 14 位（19491331）不是有效的出生日期，请核对",
        "110105179912310020, 身份证号第 7 至 14 位（17991231）不是有效的出生日期，请核对",
        "110105201502290020, 身份证号第 7 至 14 位（20150229）不是有效的出生日期，请核对",
    })
    void what_is_wrong_is_said_with_the_digit_that_is_expected(String number, String message) {
        assertThat(ResidentId.problem(number)).contains(message);
        assertThatThrownBy(() -> new ResidentId(number))
                .isInstanceOfSatisfying(
                        PermanentException.class, e -> assertThat(e.code()).isEqualTo("YILU-ID-005"))
                .hasMessageContaining(message);
    }

    @Test
    void a_birth_date_may_be_today_but_not_tomorrow() {
        String born = withCheckCharacter("61092420160122000");
        assertThat(ResidentId.problem(born, TODAY)).isEmpty();
        assertThat(ResidentId.problem(born, TODAY.minusDays(1))).contains("身份证号里的出生日期 2016-01-22 还没有到，请核对第 7 至 14 位");
        assertThat(ResidentId.parse(born, TODAY).birthDate()).isEqualTo(TODAY);
        assertThatThrownBy(() -> ResidentId.parse(born, TODAY.minusDays(1))).isInstanceOf(PermanentException.class);
    }

    @Test
    void nobody_is_born_before_1800() {
        assertThat(ResidentId.problem(withCheckCharacter("61092418000101000"))).isEmpty();
        assertThat(ResidentId.problem("610924179912310000")).get().asString().contains("不是有效的出生日期");
    }

    @Test
    void any_single_wrong_digit_is_noticed() {
        String number = "610924195103099995";
        for (int at = 0; at < 17; at++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                String wrong = number.substring(0, at) + digit + number.substring(at + 1);
                assertThat(ResidentId.problem(wrong).isEmpty()).as(wrong).isEqualTo(wrong.equals(number));
            }
        }
    }

    @Test
    void typing_habits_are_put_right() {
        assertThat(ResidentId.parse(" 1101 0519 4912 3100 2x ").value()).isEqualTo("11010519491231002X");
        assertThat(ResidentId.parse("１１０１０５１９４９１２３１００２Ｘ").value()).isEqualTo("11010519491231002X");
    }

    @Test
    void birth_date_and_gender_are_told_by_the_number() {
        ResidentId woman = new ResidentId("11010519491231002X");
        assertThat(woman.birthDate()).isEqualTo(LocalDate.of(1949, 12, 31));
        assertThat(woman.isMale()).isFalse();
        assertThat(new ResidentId("610924195103099995").isMale()).isTrue();
    }

    @Test
    void neither_mask_nor_text_show_the_birth_date() {
        ResidentId id = new ResidentId("610924195411200004");
        assertThat(id.masked()).isEqualTo("610924********0004");
        assertThat(id).hasToString("610924********0004");
    }

    private static String withCheckCharacter(String body) {
        String expected = ResidentId.problem(body + "0")
                .map(message -> message.replaceAll(".*应为 (.).*", "$1"))
                .orElse("0");
        return body + expected;
    }
}
