package io.yilu.ops.trial.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is kept of a node's yes. */
class AnswersTest {

    @Test
    void an_answer_to_a_correction_is_dated_by_the_last_of_its_kind() {
        JsonNode answer = timeline("ACCEPTED", "SUPPLEMENTED", "CORRECTION_REQUESTED", "SUPPLEMENTED", "DECIDED");
        assertThat(Answers.supplemented(answer)).containsEntry("at", answer.at("/timeline/3/at"));
    }

    @Test
    void a_town_that_says_yes_to_it_and_tells_of_none_is_named() {
        assertThatThrownBy(() -> Answers.supplemented(timeline("ACCEPTED", "CORRECTION_REQUESTED")))
                .hasMessageContaining("tells of none")
                .hasMessageContaining("CORRECTION_REQUESTED");
    }

    private static JsonNode timeline(String... kinds) {
        List<Map<String, String>> entries = IntStream.range(0, kinds.length)
                .mapToObj(i -> Map.of("kind", kinds[i], "at", "2026-03-0" + (i + 1) + "T01:00:00Z"))
                .toList();
        return JsonMapper.shared().valueToTree(Map.of("timeline", entries));
    }
}
