package io.yilu.schemas.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {

    @ParameterizedTest
    @CsvSource({"王试兴, 王*兴", "王试, 王*", "王, *", "'', ''", "欧阳试兴, 欧**兴", "𠮷试一, 𠮷*一"})
    void a_name_keeps_its_ends(String name, String masked) {
        assertThat(Masking.name(name)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({"610924195411200002, 610924********0002", "G12345678, G12***678", "12, **", "'', ''"})
    void an_id_number_hides_its_middle(String number, String masked) {
        assertThat(Masking.idNumber(number)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "10000000001, 100****0001",
        "0915-4421234, 0915-***1234",
        "12345, ***45",
        "-1234567, ****4567",
        "0915-442123, 0915-***123",
        "1-2, 1-*",
        "0915-123456789, 0915-*****6789"
    })
    void a_phone_keeps_its_start_and_last_four_digits(String phone, String masked) {
        assertThat(Masking.phone(phone)).isEqualTo(masked);
    }
}
