package io.yilu.schemas.enrolment;

import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which node a certificate speaks for: its one alternative name of the form {@code urn:yilu:node:610924102}. */
public final class CertificateName {

    private static final String PREFIX = "urn:yilu:node:";
    private static final int URI = 6;

    private CertificateName() {}

    /** The name that goes into the certificate of this node. */
    public static String uri(NodeId node) {
        return PREFIX + node;
    }

    /** For people who look at it; nothing is decided by it. */
    public static String subject(NodeId node) {
        return "CN=" + node + ",O=Yilu";
    }

    /** The node, or empty for a certificate that names none or several. */
    public static Optional<NodeId> of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            List<String> nodes = (names == null ? List.<List<?>>of() : names)
                    .stream()
                            .filter(name -> name.get(0).equals(URI))
                            .map(name -> String.valueOf(name.get(1)))
                            .filter(name -> name.startsWith(PREFIX))
                            .toList();
            return nodes.size() == 1
                    ? Optional.of(NodeId.of(nodes.get(0).substring(PREFIX.length())))
                    : Optional.empty();
        } catch (CertificateParsingException | PermanentException unreadable) {
            return Optional.empty();
        }
    }
}
