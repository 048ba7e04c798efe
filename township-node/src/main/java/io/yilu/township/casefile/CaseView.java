package io.yilu.township.casefile;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.payload.Applicant;
import io.yilu.schemas.payload.CorrectionRequested.Correction;
import io.yilu.township.cases.CaseEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as the HTTP API and the page tell it.
 *
 * @param applicant masked
 * @param state name of a {@link io.yilu.schemas.cases.CaseState}
 * @param delivery name of a {@link io.yilu.sync.Deliveries.State}
 * @param correction what waits for this site's answer, null when nothing does
 */
public record CaseView(
        String number,
        String itemCode,
        String itemName,
        String site,
        Applicant applicant,
        String state,
        String delivery,
        long bytesPending,
        Instant acceptedAt,
        String acceptedBy,
        LocalDate promisedDue,
        LocalDate legalDue,
        String fee,
        String department,
        List<MaterialView> materials,
        List<CaseEvent> timeline,
        @Nullable CorrectionView correction,
        @Nullable DecisionView decision,
        @Nullable HandoverView handedOver) {

    public CaseView {
        materials = List.copyOf(materials);
        timeline = List.copyOf(timeline);
    }

    /** One material with its scans, oldest first. */
    public record MaterialView(int seq, String name, String necessity, List<FileRef> files) {

        public MaterialView {
            files = List.copyOf(files);
        }
    }

    /** What the county asks to mend. */
    public record CorrectionView(
            int writerToken,
            List<Correction> corrections,
            String opinion,
            LocalDate dueDate,
            String department,
            Instant requestedAt) {

        public CorrectionView {
            corrections = List.copyOf(corrections);
        }
    }

    /**
     * The county's decision.
     *
     * @param documentHere whether every byte of the result document has arrived
     */
    public record DecisionView(
            String outcome,
            String opinion,
            List<String> reasons,
            String resultName,
            String resultNumber,
            Instant decidedAt,
            String decidedBy,
            String department,
            FileRef document,
            boolean documentHere) {

        public DecisionView {
            reasons = List.copyOf(reasons);
        }
    }

    /** Who took the result home. */
    public record HandoverView(
            String collectorName,
            String relation,
            boolean idChecked,
            Instant deliveredAt,
            String deliveredBy,
            @Nullable FileRef signature) {}
}
