package io.yilu.ops.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void both_languages_have_the_same_messages() throws IOException {
        assertThat(bundle("messages_en.properties").keySet())
                .isEqualTo(bundle("messages.properties").keySet());
    }

    @Test
    void english_is_spoken_only_where_the_terminal_asks_for_another_language_than_chinese() {
        assertThat(Words.ofTerminal(Map.of("LANG", "de_DE.UTF-8")).of("stopped"))
                .isEqualTo("All stopped; no process is left.");
        assertThat(Words.ofTerminal(Map.of("LANG", "zh_CN.UTF-8")).of("stopped"))
                .startsWith("已全部停止");
        assertThat(Words.ofTerminal(Map.of("LANG", "C.UTF-8")).of("stopped")).startsWith("已全部停止");
        assertThat(Words.ofTerminal(Map.of()).of("stopped")).startsWith("已全部停止");
    }

    @Test
    void numbers_are_filled_in_without_separators() {
        assertThat(new Words(Locale.ENGLISH).of("node.starting", "汉王镇", "610924102", 21626))
                .isEqualTo("汉王镇 610924102 is starting, port 21626");
    }

    private static Properties bundle(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = WordsTest.class.getResourceAsStream("/io/yilu/ops/" + name)) {
            assertThat(in).isNotNull();
            properties.load(in);
        }
        return properties;
    }
}
