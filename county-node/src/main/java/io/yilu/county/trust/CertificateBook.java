package io.yilu.county.trust;

import io.yilu.node.keys.Pem;
import io.yilu.schemas.identity.NodeId;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of every certificate that sites were given. */
@Repository
class CertificateBook {

    private final JdbcClient jdbc;

    CertificateBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether a certificate still counts, as far as the county decides that. */
    enum State {
        VALID,
        /** A new enrolment of the site ended it. */
        REPLACED,
        /** An administrator ended it. */
        REVOKED
    }

    /** What is known of a site's newest certificate. */
    record Entry(
            NodeId site,
            String serial,
            Instant issuedAt,
            Instant notAfter,
            State state,
            @Nullable Instant endedAt,
            @Nullable String endedBy,
            @Nullable String reason) {}

    /** How certificates are told apart. */
    static String serialOf(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    /** Enters a certificate as valid, unless it is below its site's floor; one that is there already stays as it is. */
    void enter(NodeId site, X509Certificate certificate, Instant at) {
        jdbc.sql("""
                INSERT IGNORE INTO node_certificate (serial, node, pem, issued_at, not_after, state)
                SELECT :serial, :node, :pem, :at, :until, 'VALID' FROM DUAL
                WHERE NOT EXISTS (SELECT 1 FROM certificate_floor WHERE node = :node AND issued_before > :issued)""")
                .param("issued", Authority.issuedAt(certificate))
                .param("serial", serialOf(certificate))
                .param("node", site.value())
                .param("pem", Pem.of(certificate))
                .param("at", at)
                .param("until", certificate.getNotAfter().toInstant())
                .update();
    }

    /** Ends every valid certificate of a site and says how many there were. */
    int end(NodeId site, State state, Instant at, String by, String reason) {
        return jdbc.sql("""
                UPDATE node_certificate SET state = :state, ended_at = :at, ended_by = :by, reason = :reason
                WHERE node = :node AND state = 'VALID'""")
                .param("state", state.name())
                .param("at", at)
                .param("by", by)
                .param("reason", reason)
                .param("node", site.value())
                .update();
    }

    Optional<X509Certificate> bySerial(String serial) {
        return jdbc.sql("SELECT pem FROM node_certificate WHERE serial = :serial AND state = 'VALID'")
                .param("serial", serial)
                .query(String.class)
                .optional()
                .map(Pem::certificate);
    }

    /** The newest valid certificate of a site. */
    Optional<X509Certificate> inForce(NodeId site) {
        return jdbc.sql("""
                SELECT pem FROM node_certificate WHERE node = :node AND state = 'VALID'
                ORDER BY issued_at DESC LIMIT 1""")
                .param("node", site.value())
                .query(String.class)
                .optional()
                .map(Pem::certificate);
    }

    Set<String> serials(boolean valid) {
        return new HashSet<>(jdbc.sql("SELECT serial FROM node_certificate WHERE (state = 'VALID') = :valid")
                .param("valid", valid)
                .query(String.class)
                .list());
    }

    /** Of each site that ever had one, the newest, by site. */
    List<Entry> newest() {
        return jdbc.sql("""
                SELECT c.* FROM node_certificate c WHERE c.serial = (
                    SELECT d.serial FROM node_certificate d WHERE d.node = c.node
                    ORDER BY d.issued_at DESC, d.serial LIMIT 1)
                ORDER BY c.node""")
                .query((row, i) -> new Entry(
                        NodeId.of(row.getString("node")),
                        row.getString("serial"),
                        row.getObject("issued_at", Instant.class),
                        row.getObject("not_after", Instant.class),
                        State.valueOf(row.getString("state")),
                        row.getObject("ended_at", Instant.class),
                        row.getString("ended_by"),
                        row.getString("reason")))
                .list();
    }
}
