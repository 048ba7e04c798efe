package io.yilu.schemas.enrolment;

import io.yilu.schemas.identity.NodeId;
import java.util.UUID;

/**
 * A township asks for its certificate.
 *
 * @param instance the township's database, which the county will hear from then on
 * @param request PKCS#10 in PEM, signed with the key that the township made and keeps
 * @param mark over all of it under the code's key
 */
public record EnrolmentRequest(NodeId site, UUID instance, String request, String mark) {

    public static EnrolmentRequest of(NodeId site, UUID instance, String request, EnrolmentKey key) {
        return new EnrolmentRequest(site, instance, request, key.mark(text(site, instance, request)));
    }

    /** Whether who asks has the code, and nothing was changed on the way. */
    public boolean isMarkedWith(EnrolmentKey key) {
        return key.marked(text(site, instance, request), mark);
    }

    private static String text(NodeId site, UUID instance, String request) {
        return "yilu-enrolment-question-1\n" + site + "\n" + instance + "\n" + request;
    }
}
