package io.yilu.ops.trial.load;

import io.yilu.ops.rehearsal.NodeApi.RefusedException;
import io.yilu.ops.rehearsal.Scan;
import io.yilu.ops.trial.load.Office.Wish;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The scans of one case: what its clerk has uploaded so far, and how that is written into a request. */
final class CaseScans {

    private static final String EMPTY = "YILU-UPLOAD-001";

    private final PlannedCase plan;
    private final Office office;
    private final Map<String, Integer> uploaded = new LinkedHashMap<>();
    private int restoresSeen;
    private boolean isEmptyTried;

    CaseScans(PlannedCase plan, Office office) {
        this.plan = plan;
        this.office = office;
    }

    /** From here on the wish counts as begun. A node that was put back to yesterday gets its scans again. */
    boolean mayWrite(Wish wish) {
        int restores = office.gate().restores(plan.town());
        if (restores != restoresSeen) {
            restoresSeen = restores;
            uploaded.clear();
        }
        return office.gate().enter(wish.at(), wish.intent());
    }

    /** Its hash; what was uploaded already is not made again. */
    String uploaded(PlannedFile file) throws IOException, InterruptedException {
        Scan scan = ScanStock.scan(file);
        if (!isEmptyTried) {
            tryEmpty(scan);
            isEmptyTried = true;
        }
        if (!uploaded.containsKey(scan.sha256())) {
            office.desk(plan.town(), plan.clerk()).upload(scan);
            uploaded.put(scan.sha256(), scan.content().length);
        }
        return scan.sha256();
    }

    /** A scanner writes an empty file now and then: the node must refuse it, and the clerk scans again. */
    private void tryEmpty(Scan scan) throws IOException, InterruptedException {
        try {
            Scan empty = Scan.of(scan.fileName(), scan.mediaType(), new byte[0]);
            office.desk(plan.town(), plan.clerk()).upload(empty);
        } catch (RefusedException refused) {
            if (String.valueOf(refused.getMessage()).contains(EMPTY)) {
                return;
            }
            throw refused;
        }
        throw new IOException(plan.town().name() + " took an empty file as a scan");
    }

    /** All scans of the application, by material; the same bytes twice under one material are one scan. */
    Map<Integer, Set<String>> uploadedAll() throws IOException, InterruptedException {
        Map<Integer, Set<String>> files = new TreeMap<>();
        for (PlannedFile file : plan.files()) {
            files.computeIfAbsent(file.material(), any -> new LinkedHashSet<>()).add(uploaded(file));
        }
        return files;
    }

    /** What the intent log keeps of scans that are handed in. */
    List<Map<String, Object>> listed(Map<Integer, Set<String>> files) {
        List<Map<String, Object>> listed = new ArrayList<>();
        files.forEach((seq, hashes) -> hashes.forEach(
                sha256 -> listed.add(Map.of("seq", seq, "sha256", sha256, "size", uploaded.getOrDefault(sha256, 0)))));
        return listed;
    }

    /** Whether the county shows every byte of every scan. */
    static boolean areComplete(JsonNode atCounty) {
        return atCounty.path("materials")
                .valueStream()
                .flatMap(material -> material.path("files").valueStream())
                .allMatch(file -> file.path("complete").asBoolean(false));
    }

    static List<Map<String, Object>> materials(Map<Integer, ? extends Iterable<String>> files) {
        return files.entrySet().stream()
                .map(entry -> Map.<String, Object>of("seq", entry.getKey(), "files", entry.getValue()))
                .toList();
    }
}
