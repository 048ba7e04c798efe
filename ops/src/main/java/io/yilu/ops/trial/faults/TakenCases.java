package io.yilu.ops.trial.faults;

import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.trial.history.Deed;
import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import io.yilu.ops.trial.load.Desk;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The cases whose numbers clerks were told at some towns, as the county shows them to the reviewers who decide them. */
final class TakenCases {

    private final Scene scene;
    private final Set<String> towns;
    /** Kept from look to look, so that nobody signs in again each time. */
    private final Map<String, Desk> reviewers = new HashMap<>();

    private String lastTrouble = "";

    TakenCases(Scene scene, List<NodePlan> towns) {
        this.scene = scene;
        this.towns = towns.stream().map(town -> town.id().value()).collect(Collectors.toSet());
    }

    /** False as long as one is refused, for whatever reason, or the county does not answer. */
    boolean areAllAtCounty() {
        try {
            for (Map.Entry<String, String> taken : reviewersByNumber().entrySet()) {
                reviewers
                        .computeIfAbsent(taken.getValue(), user -> new Desk(scene.county(), user))
                        .get("/api/v1/cases/" + taken.getKey());
            }
            return true;
        } catch (IOException refusedOrAway) {
            lastTrouble = String.valueOf(refusedOrAway.getMessage());
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Why they were not all there at the last look. */
    String lastTrouble() {
        return lastTrouble;
    }

    private Map<String, String> reviewersByNumber() {
        Map<String, String> byIntent = new HashMap<>();
        Map<String, String> byNumber = new HashMap<>();
        for (Deed deed : scene.history().deeds()) {
            if (deed.kind() != Kind.ACCEPT || !towns.contains(deed.node())) {
                continue;
            }
            if (deed.phase() == Phase.ASKED) {
                byIntent.put(deed.intent(), String.valueOf(deed.facts().get("reviewer")));
            } else if (deed.phase() == Phase.TOLD) {
                byNumber.put(deed.number(), byIntent.getOrDefault(deed.intent(), ""));
            }
        }
        return byNumber;
    }
}
