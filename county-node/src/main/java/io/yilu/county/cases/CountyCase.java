package io.yilu.county.cases;

import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A case as it stands at the county; applicant and form are read separately, since reading them is logged.
 *
 * @param department code of the department that decides
 * @param applicantName in clear, for search; pages of several people mask it
 * @param writerToken number of the last token handed to the township, 0 if none was
 * @param acceptedOn day of the acceptance at the township, from which the clock runs
 * @param receivedAt when the county applied it, this node's clock
 * @param promisedDue 承诺办结日 with the suspensions so far
 * @param legalDue 法定办结日 with the suspensions so far
 * @param stoppedOn day of the decision, null before
 * @param reviewer who opened it first, null before
 * @param clockOffsetMillis the township's clock minus the county's at the acceptance, null if nobody had compared them
 * @param clockDoubted whether the township dated any step of it by a clock that cannot have been right, see {@link TownTime}
 */
public record CountyCase(
        CaseNumber caseNumber,
        NodeId site,
        String itemCode,
        String itemName,
        String department,
        String catalogueVersion,
        String applicantKind,
        String applicantName,
        CaseState state,
        Instant stateSince,
        int writerToken,
        Instant acceptedAt,
        LocalDate acceptedOn,
        String acceptedBy,
        Instant receivedAt,
        int promisedDays,
        int legalDays,
        LocalDate promisedDue,
        LocalDate legalDue,
        @Nullable LocalDate stoppedOn,
        @Nullable String reviewer,
        @Nullable Long clockOffsetMillis,
        boolean clockDoubted) {

    /** Whether the department may decide or ask for correction now. */
    public boolean isWithReviewer() {
        return state == CaseState.ACCEPTED || state == CaseState.IN_REVIEW || state == CaseState.EXTENDED;
    }
}
