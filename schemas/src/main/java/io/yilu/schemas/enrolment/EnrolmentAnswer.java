package io.yilu.schemas.enrolment;

/**
 * The county's answer, all certificates in PEM.
 *
 * @param certificate the township's
 * @param authority the county's authority, which issued it
 * @param county the county node's own
 * @param mark over all of it and the question, under the code's key
 */
public record EnrolmentAnswer(String certificate, String authority, String county, String mark) {

    public static EnrolmentAnswer of(
            EnrolmentRequest question, String certificate, String authority, String county, EnrolmentKey key) {
        return new EnrolmentAnswer(
                certificate, authority, county, key.mark(text(question, certificate, authority, county)));
    }

    /** Whether who answers has the code, and answers this question. */
    public boolean isMarkedWith(EnrolmentKey key, EnrolmentRequest question) {
        return key.marked(text(question, certificate, authority, county), mark);
    }

    private static String text(EnrolmentRequest question, String certificate, String authority, String county) {
        return "yilu-enrolment-answer-1\n" + question.mark() + "\n" + certificate + "\n" + authority + "\n" + county;
    }
}
