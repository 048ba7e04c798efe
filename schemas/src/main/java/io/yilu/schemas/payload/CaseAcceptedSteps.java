package io.yilu.schemas.payload;

/** How case-accepted grew. */
final class CaseAcceptedSteps {

    /**
     * Version 2 says which submission the case came from, so that a township rebuilt from its own messages does not accept
     * the same draft again, and what the township knew of its clock. A case of version 1 gets a key that no submission has.
     */
    static final VersionStep TO_2 = new VersionStep(
            older -> older.put(
                    "submissionKey", "case:" + older.path("caseNumber").asString()),
            newer -> newer.without("submissionKey").without("clockOffsetMillis"));

    private CaseAcceptedSteps() {}
}
