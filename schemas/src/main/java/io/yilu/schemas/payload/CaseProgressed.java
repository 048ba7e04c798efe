package io.yilu.schemas.payload;

import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.CaseNumber;
import java.time.Instant;

/**
 * The county took a step that the applicant may know of, such as the start of the review (审批中).
 *
 * @param step one sentence for the timeline, in Chinese
 * @param department short name of the department that acted
 */
public record CaseProgressed(CaseNumber caseNumber, String step, String department, Instant at, String by)
        implements Payload {}
