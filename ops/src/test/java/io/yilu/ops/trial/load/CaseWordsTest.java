package io.yilu.ops.trial.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.ops.demo.DemoSites;
import io.yilu.ops.fleet.FleetPlan;
import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.fleet.Ports;
import io.yilu.ops.trial.load.CaseWords.Asked;
import io.yilu.ops.trial.load.PlannedCase.Course;
import io.yilu.schemas.catalogue.SampleCase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The judge could not notice that two cases were mixed up where both say the same. */
class CaseWordsTest {

    private static final NodePlan TOWN = FleetPlan.of(
                    Path.of("/nowhere"), "127.0.0.1", Ports.from(25_000), DemoSites.first(1))
            .towns()
            .get(0);

    @Test
    void no_text_that_is_written_for_one_case_is_found_in_another() {
        Set<String> one = written(1);
        Set<String> other = written(4);
        assertThat(one).hasSize(9).doesNotContainAnyElementsOf(other);
    }

    /** Of a refused case whose result somebody else collects. */
    private static Set<String> written(int index) {
        SampleCase sample = SampleCase.loadShipped().get(0);
        List<PlannedFile> files = List.of(new PlannedFile(1, "申请书", index, 1000));
        PlannedCase plan =
                new PlannedCase(index, TOWN, "clerk", sample, files, "minzheng", Course.REFUSED, Duration.ZERO);
        CaseWords words = new CaseWords(plan);
        Set<String> texts = new TreeSet<>();
        for (Asked asked : List.of(
                words.correction(), words.decision(), words.handover(), words.supplement(Map.of(), List.of()))) {
            JsonNode body = JsonMapper.shared().valueToTree(asked.body());
            body.properties().stream()
                    .filter(part -> !Set.of("outcome", "form").contains(part.getKey()))
                    .forEach(part -> addTexts(part.getValue(), texts));
        }
        return texts;
    }

    private static void addTexts(JsonNode node, Set<String> texts) {
        if (node.isString()) {
            texts.add(node.asString());
        } else {
            node.forEach(child -> addTexts(child, texts));
        }
    }
}
