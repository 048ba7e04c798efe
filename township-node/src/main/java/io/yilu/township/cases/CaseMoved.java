package io.yilu.township.cases;

import io.yilu.schemas.identity.CaseNumber;

/** A case of this site changed; published inside the transaction, to be heard after its commit. */
public record CaseMoved(CaseNumber caseNumber) {}
