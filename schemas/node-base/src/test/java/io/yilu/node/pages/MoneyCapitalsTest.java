package io.yilu.node.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyCapitalsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 零元整",
        "0.05, 伍分",
        "0.5, 伍角",
        "1, 壹元整",
        "10, 壹拾元整",
        "100.01, 壹佰元零壹分",
        "1200, 壹仟贰佰元整",
        "1005, 壹仟零伍元整",
        "12034.5, 壹万贰仟零叁拾肆元伍角",
        "100000, 壹拾万元整",
        "1000001, 壹佰万零壹元整",
        "100000000, 壹亿元整",
        "100010000, 壹亿零壹万元整",
        "1.005, 壹元零壹分",
        "-3, 负叁元整"
    })
    void yuan_are_written_as_a_bank_writes_them(BigDecimal yuan, String capitals) {
        assertThat(MoneyCapitals.of(yuan)).isEqualTo(capitals);
    }
}
