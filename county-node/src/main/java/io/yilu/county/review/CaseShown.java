package io.yilu.county.review;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.yilu.county.cases.TimelineEntry;
import io.yilu.county.cases.TownTime;
import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.Applicant;
import io.yilu.schemas.payload.CaseDecided.Outcome;
import io.yilu.schemas.payload.CorrectionRequested.Correction;
import io.yilu.sync.Deliveries;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A case as the API answers it and the page shows it.
 *
 * @param applicant masked unless the full view was asked for, which is logged
 * @param form only in the full view
 * @param delivery how far what the county sent about the case has got, null while nothing was sent
 * @param clockDoubted whether a step of it was dated by a clock that cannot have been right
 * @param correction the open correction request, null when none is
 */
record CaseShown(
        CaseNumber number,
        String itemCode,
        String itemName,
        NodeId site,
        String siteName,
        String department,
        String departmentName,
        String catalogueVersion,
        Applicant applicant,
        @Nullable JsonNode form,
        CaseState state,
        Instant stateSince,
        Deliveries.@Nullable State delivery,
        Instant acceptedAt,
        String acceptedBy,
        Instant receivedAt,
        LocalDate promisedDue,
        LocalDate legalDue,
        int remainingDays,
        int legalRemainingDays,
        @Nullable String reviewer,
        boolean clockDoubted,
        List<MaterialShown> materials,
        List<TimelineShown> timeline,
        @Nullable CorrectionShown correction,
        @Nullable DecisionShown decision,
        @Nullable HandedOver handedOver,
        @JsonIgnore Urgency urgency) {

    /** A material with its scans. */
    record MaterialShown(int seq, String name, List<FileShown> files) {

        @JsonIgnore
        public boolean isComplete() {
            return files.stream().allMatch(FileShown::complete);
        }
    }

    /**
     * A scan.
     *
     * @param round 0 came with the acceptance; n answered the n-th correction request
     * @param received bytes that are here
     */
    record FileShown(
            String sha256, long size, String mediaType, String fileName, int round, long received, boolean complete) {

        /** 0 to 100; 100 only when complete. */
        @JsonProperty
        public int percent() {
            if (complete) {
                return 100;
            }
            return size == 0 ? 0 : (int) Math.min(99, received * 100 / size);
        }

        @JsonIgnore
        public boolean isImage() {
            return mediaType.startsWith("image/");
        }
    }

    /** One sentence of the timeline; {@code town} is null for the county's own steps. */
    record TimelineShown(
            TimelineEntry.Kind kind,
            Instant at,
            String place,
            String by,
            String text,
            @Nullable TownTime town) {}

    /** What the township was asked to mend. */
    record CorrectionShown(
            int writerToken,
            List<Correction> corrections,
            String opinion,
            LocalDate dueDate,
            Instant requestedAt,
            String requestedBy) {}

    /** The decision; {@code documentHere} as at the township, where the document may still be on its way. */
    record DecisionShown(
            Outcome outcome,
            String opinion,
            List<String> reasons,
            String resultName,
            String resultNumber,
            Instant decidedAt,
            String decidedBy,
            FileRef document,
            boolean documentHere) {}

    /** The handover; the collector's name is masked. */
    record HandedOver(
            String collectorName, String relation, boolean idChecked, Instant deliveredAt, String deliveredBy) {}

    @JsonIgnore
    public List<FileShown> travelling() {
        return materials.stream()
                .flatMap(material -> material.files().stream())
                .filter(file -> !file.complete())
                .toList();
    }

    /** The scan with this content, or 404. */
    FileShown scan(String sha256) {
        return materials.stream()
                .flatMap(material -> material.files().stream())
                .filter(file -> file.sha256().equals(sha256))
                .findFirst()
                .orElseThrow(() -> RequestRefused.notFound("YILU-REVIEW-404", "这个办件没有您要看的扫描件。", "请回到办件页面，从材料清单里打开。"));
    }

    @JsonIgnore
    public boolean isWithReviewer() {
        return state == CaseState.ACCEPTED || state == CaseState.IN_REVIEW || state == CaseState.EXTENDED;
    }
}
