package io.yilu.township.drafts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is being written.
 *
 * @param applicantKind 自然人 or 法人
 * @param applicantName as far as it is filled in, may be empty
 * @param caseNumber the case that it answers for or that it became, null while it is neither
 * @param writerToken of the correction request that it answers, 0 for an application
 * @param createdBy display name of the clerk who began it
 */
public record Draft(
        String id,
        Purpose purpose,
        String itemCode,
        String itemName,
        String applicantKind,
        String applicantName,
        byte[] contentSealed,
        @Nullable String caseNumber,
        int writerToken,
        String createdBy,
        Instant createdAt,
        Instant savedAt,
        @Nullable Instant deletedAt,
        @Nullable Instant submittedAt) {

    /** What it becomes when it is sent. */
    public enum Purpose {
        ACCEPT,
        SUPPLEMENT
    }

    public boolean isOpen() {
        return deletedAt == null && submittedAt == null;
    }
}
