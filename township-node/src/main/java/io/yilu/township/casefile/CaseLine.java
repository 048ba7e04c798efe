package io.yilu.township.casefile;

import io.yilu.schemas.payload.Applicant;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A case as a list shows it.
 *
 * @param applicant masked, without phone
 * @param word the case's truth in a word
 * @param second what to say beside it, if anything
 */
public record CaseLine(
        String number,
        String itemCode,
        String itemName,
        String site,
        Applicant applicant,
        String state,
        String delivery,
        Instant acceptedAt,
        String acceptedBy,
        LocalDate promisedDue,
        LocalDate legalDue,
        CaseWord word,
        @Nullable CaseWord second) {}
