package io.yilu.county.cases;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code cases}. */
record CaseRow(
        String caseNumber,
        String site,
        String itemCode,
        String itemName,
        String department,
        String catalogueVersion,
        String applicantKind,
        String applicantName,
        byte[] applicantSealed,
        byte[] formSealed,
        String state,
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
        boolean clockDoubted) {}
