package io.yilu.township.corrections;

import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.CorrectionRequested.Correction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** A correction request (补正) that waits for the answer of this site. */
public record OpenCorrection(
        CaseNumber caseNumber,
        int writerToken,
        List<Correction> corrections,
        String opinion,
        LocalDate dueDate,
        String department,
        Instant requestedAt,
        String requestedBy) {

    public OpenCorrection {
        corrections = List.copyOf(corrections);
    }

    /** What is asked about one material. */
    public List<String> askedOf(int materialSeq) {
        return corrections.stream()
                .filter(correction -> Objects.equals(correction.materialSeq(), materialSeq))
                .map(Correction::text)
                .toList();
    }

    /** What is asked about the form. */
    public List<String> askedOfForm() {
        return corrections.stream()
                .filter(correction -> correction.materialSeq() == null)
                .map(Correction::text)
                .toList();
    }
}
