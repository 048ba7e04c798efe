package io.yilu.county.review;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A case in a list: personal data masked.
 *
 * @param remainingDays working days left of the promise; negative when late
 * @param legalRemainingDays working days left of the legal limit; negative when late
 * @param clockDoubted whether a step of it was dated by a clock that cannot have been right
 */
record CaseListed(
        CaseNumber number,
        String itemCode,
        String itemName,
        NodeId site,
        String siteName,
        String applicantKind,
        String applicantName,
        CaseState state,
        Instant acceptedAt,
        Instant receivedAt,
        LocalDate promisedDue,
        LocalDate legalDue,
        int remainingDays,
        int legalRemainingDays,
        boolean clockDoubted,
        @JsonIgnore Urgency urgency) {}
