package io.yilu.township.cases;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;

/** A scan or a result, and the case that it belongs to. */
public record FileOfCase(CaseNumber caseNumber, FileRef file) {}
