package io.yilu.ops.trial.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the nodes' public API shows after the last fault has healed.
 *
 * @param county cases by number
 * @param towns cases by number for each site
 * @param looseEnds what the nodes still hold or complain of
 */
public record Snapshot(
        Map<String, SeenCase> county, Map<String, Map<String, SeenCase>> towns, List<LooseEnd> looseEnds) {

    public Snapshot {
        county = Map.copyOf(county);
        towns = Map.copyOf(towns);
        looseEnds = List.copyOf(looseEnds);
    }

    /**
     * A case as one node shows it.
     *
     * @param listed how often it stands in the node's list
     * @param view the case as the API answers it
     * @param files the hash of what was downloaded under each hash; a file that cannot be had is missing
     */
    public record SeenCase(String number, int listed, JsonNode view, Map<String, String> files) {

        public SeenCase {
            files = Map.copyOf(files);
        }

        List<String> timeline() {
            return view.path("timeline")
                    .valueStream()
                    .map(entry -> entry.path("kind").asString())
                    .toList();
        }

        /** The entries of the timeline that tell of this, in order. */
        List<JsonNode> entries(String kind) {
            return view.path("timeline")
                    .valueStream()
                    .filter(entry -> entry.path("kind").asString().equals(kind))
                    .toList();
        }

        List<Paper> papers() {
            return Paper.shown(view.path("materials"));
        }
    }

    Optional<SeenCase> atCounty(String number) {
        return Optional.ofNullable(county.get(number));
    }

    Optional<SeenCase> atTown(String site, String number) {
        return Optional.ofNullable(towns.getOrDefault(site, Map.of()).get(number));
    }
}
