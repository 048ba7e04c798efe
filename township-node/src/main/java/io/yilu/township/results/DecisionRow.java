package io.yilu.township.results;

import java.time.Instant;

/**
 * A decision as the table keeps it.
 *
 * @param reasons as JSON
 * @param sha256 of the result document
 * @param arrivedAt when the decision came, this node's clock; its document may be later
 */
record DecisionRow(
        String caseNumber,
        String outcome,
        String opinion,
        String reasons,
        String resultName,
        String resultNumber,
        String sha256,
        long size,
        String mediaType,
        String fileName,
        String department,
        Instant decidedAt,
        String decidedBy,
        Instant arrivedAt) {}
