package io.yilu.schemas.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.failure.PermanentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreditCodeTest {

    private static final String VALID = "91350100M000100Y43";

    @Test
    void the_standards_own_example_is_accepted() {
        assertThat(CreditCode.problem(VALID)).isEmpty();
        assertThat(new CreditCode(VALID)).hasToString(VALID);
    }

    @ParameterizedTest
    @CsvSource({
        "91350100M000100Y44, 统一社会信用代码第 18 位应为 3，请核对",
        "91350100M000100Y4, 统一社会信用代码应有 18 位，现在是 17 位，请核对",
        "91350100M000100Y4I, 统一社会信用代码第 18 位“I”不能用，只用数字和除 I、O、S、V、Z 外的大写字母，请核对",
        "9135O100M000100Y43, 统一社会信用代码第 3 至 8 位应为数字，第 5 位不是，请核对",
        "91/50100M000100Y43, 统一社会信用代码第 3 至 8 位应为数字，第 3 位不是，请核对",
        "91:50100M000100Y43, 统一社会信用代码第 3 至 8 位应为数字，第 3 位不是，请核对",
        "913501A0M000100Y43, 统一社会信用代码第 3 至 8 位应为数字，第 7 位不是，请核对",
        "9135010AM000100Y43, 统一社会信用代码第 3 至 8 位应为数字，第 8 位不是，请核对",
        "S1350100M000100Y43, 统一社会信用代码第 1 位“S”不能用，只用数字和除 I、O、S、V、Z 外的大写字母，请核对",
        "91350100m000100Y43, 统一社会信用代码第 9 位“m”不能用，只用数字和除 I、O、S、V、Z 外的大写字母，请核对",
    })
    void what_is_wrong_is_said_with_the_character_that_is_expected(String code, String message) {
        assertThat(CreditCode.problem(code)).contains(message);
        assertThatThrownBy(() -> new CreditCode(code))
                .isInstanceOfSatisfying(
                        PermanentException.class, e -> assertThat(e.code()).isEqualTo("YILU-ID-006"))
                .hasMessageContaining(message);
    }

    @Test
    void any_single_wrong_character_is_noticed() {
        for (int at = 0; at < VALID.length(); at++) {
            for (char c : "0123456789ABCDEFGHJKLMNPQRTUWXY".toCharArray()) {
                String wrong = VALID.substring(0, at) + c + VALID.substring(at + 1);
                assertThat(CreditCode.problem(wrong).isEmpty()).as(wrong).isEqualTo(wrong.equals(VALID));
            }
        }
    }

    @Test
    void typing_habits_are_put_right() {
        assertThat(CreditCode.parse(" 9135-0100 m000100y43").value()).isEqualTo(VALID);
    }
}
