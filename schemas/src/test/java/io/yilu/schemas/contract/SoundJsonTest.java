package io.yilu.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class SoundJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"area\":1e999999999}|digits",
                "{\"area\":1e-999999999}|digits",
                "{\"rows\":[{\"n\":123456789012345678901234567890123456789012345678901234567890123456789012345678}]}|digits",
                "{\"name\":\"a\\u0000b\"}|direction character",
                "{\"name\":\"\\u202egpj.exe\"}|direction character",
                "{\"name\":\"\\u2067x\"}|direction character",
                "{\"name\":\"\\ud800\"}|direction character",
                "{\"name\":\"\\u001b[2J\"}|direction character",
                "{\"a\\u0007\":1}|in a name",
            })
    void what_would_fill_the_memory_or_deceive_a_reader_is_named(String json, String problem) {
        assertThat(SoundJson.problem(read(json)))
                .hasValueSatisfying(said -> assertThat(said).contains(problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"说明\":\"第一行\\n\\t第二行 𠮷 é 👪\",\"面积\":78.50,\"元\":-123456789012.34,\"n\":1e3,\"x\":null,\"y\":[true]}",
                "{}",
                "[]"
            })
    void what_people_write_is_sound(String json) {
        assertThat(SoundJson.problem(read(json))).isEmpty();
    }

    @Test
    void a_document_nested_too_deep_is_named() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode inner = root;
        for (int depth = 0; depth < 41; depth++) {
            inner = inner.putObject("a");
        }
        assertThat(SoundJson.problem(root)).hasValue("nested deeper than 40");
    }

    private static JsonNode read(String json) {
        return ContractMapper.instance().readTree(json.getBytes(StandardCharsets.UTF_8));
    }
}
