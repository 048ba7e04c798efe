package io.yilu.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.ops.demo.DemoOptions.WrongOptionException;
import io.yilu.ops.fleet.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTest {

    @Test
    void without_options_three_towns_run_in_the_repository_on_the_usual_ports() throws Exception {
        DemoOptions options = DemoOptions.parse(List.of("--repository", "/somewhere"));
        assertThat(options.townships()).isEqualTo(3);
        assertThat(options.dataOrDefault()).isEqualTo(Path.of("/somewhere/var/demo"));
        assertThat(options.ports()).isEqualTo(new Ports(8080, 21626, 8081));
        assertThat(options.bind()).as("sample passwords are public").isEqualTo("127.0.0.1");
    }

    @Test
    void other_ports_come_in_one_block() throws Exception {
        assertThat(DemoOptions.parse(List.of("--port-base", "9000")).ports()).isEqualTo(new Ports(9000, 9031, 9001));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--townships 22",
                "--townships 0",
                "--townships x",
                "--townships",
                "--port-base 70000",
                "--nonsense"
            })
    void what_is_not_understood_is_refused_by_name(String line) {
        assertThatThrownBy(() -> DemoOptions.parse(List.of(line.split(" "))))
                .isInstanceOf(WrongOptionException.class)
                .hasMessage(line);
    }

    @Test
    void the_help_names_every_option() throws Exception {
        assertThat(Files.readString(Path.of("help/demo.txt")))
                .contains(
                        "--townships",
                        "--fresh",
                        "--data",
                        "--port-base",
                        "--bind",
                        "--no-archive",
                        "--check",
                        "--help");
    }

    @Test
    void chinese_and_latin_columns_stand_under_one_another() {
        String text = new TerminalTable().row("节点", "端口").row("ab", "1").text();
        assertThat(text.lines()).containsExactly("  节点  端口", "  ----  ----", "  ab    1");
    }
}
