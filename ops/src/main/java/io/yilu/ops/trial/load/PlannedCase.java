package io.yilu.ops.trial.load;

import io.yilu.ops.fleet.NodePlan;
import io.yilu.schemas.catalogue.SampleCase;
import java.time.Duration;
import java.util.List;

/**
 * An application that somebody will hand in.
 *
 * @param at how long after the beginning
 * @param reviewer the account at the county that decides it
 */
record PlannedCase(
        int index,
        NodePlan town,
        String clerk,
        SampleCase sample,
        List<PlannedFile> files,
        String reviewer,
        Course course,
        Duration at) {

    PlannedCase {
        files = List.copyOf(files);
    }

    /** The bytes of its biggest scan; 0 if it has none. */
    int biggestScan() {
        return files.stream().mapToInt(PlannedFile::bytes).max().orElse(0);
    }

    /** What the county will do. */
    enum Course {
        APPROVED,
        REFUSED,
        /** 补正 first. */
        CORRECTED,
        /** A decision and a 补正 are sent at the same instant; one of them must win. */
        CONTESTED
    }
}
