package io.yilu.ops.trial.check;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One scan as it lies in a case: under which material, by which name and with which bytes. */
record Paper(int seq, String name, String sha256, long size) {

    /** As a node's API shows a case's materials, in that order. */
    static List<Paper> shown(JsonNode materials) {
        List<Paper> papers = new ArrayList<>();
        for (JsonNode material : materials) {
            for (JsonNode file : material.path("files")) {
                papers.add(new Paper(
                        material.path("seq").asInt(),
                        file.path("fileName").asString(""),
                        file.path("sha256").asString(""),
                        file.path("size").asLong(-1)));
            }
        }
        return papers;
    }

    /** Whether it is the same scan at the same place, whatever else is said of it. */
    boolean isSameScan(Paper other) {
        return seq == other.seq && sha256.equals(other.sha256);
    }

    @Override
    public String toString() {
        return "“" + name + "” of material " + seq + " (" + sha256 + ", " + size + " bytes)";
    }
}
