package io.yilu.township.cases;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A case as the ledger keeps it.
 *
 * @param submissionKey makes a repeated submission the same case
 * @param townshipRole accept, precheck or decide: decides between 收件凭证 and 受理通知书
 * @param fee as the catalogue says it, 不收费 when nothing is due
 * @param applicantIdMasked the id number as lists may show it
 * @param stateSince when the case came into its state, this node's clock
 */
public record CaseRow(
        String caseNumber,
        String submissionKey,
        String itemCode,
        String itemName,
        String department,
        String departmentName,
        String townshipRole,
        String catalogueVersion,
        String fee,
        String applicantKind,
        String applicantName,
        String applicantIdMasked,
        byte[] applicantSealed,
        byte[] formSealed,
        String state,
        Instant stateSince,
        Instant acceptedAt,
        LocalDate acceptedOn,
        String acceptedBy,
        LocalDate promisedDue,
        LocalDate legalDue) {}
