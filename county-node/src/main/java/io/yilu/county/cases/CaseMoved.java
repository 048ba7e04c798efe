package io.yilu.county.cases;

import io.yilu.schemas.identity.CaseNumber;

/** Something about a case changed here; pages that show it or count it draw themselves anew after the commit. */
public record CaseMoved(CaseNumber caseNumber, String department) {}
