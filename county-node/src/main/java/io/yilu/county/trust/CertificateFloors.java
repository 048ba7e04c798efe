package io.yilu.county.trust;

import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The moments before which nothing that a site was issued counts. A county that was restored from a backup does not know the
 * certificates that it gave since: by its serial none of them could be ended before its thief has dialled.
 */
@Repository
class CertificateFloors {

    private final JdbcClient jdbc;

    CertificateFloors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A revocation: whatever the clock says now, what was ended stays ended. */
    void raise(NodeId site, Instant to) {
        set(site, to, "GREATEST(issued_before, :to)");
    }

    /** A new enrolment: what a person has just let in counts, also if a clock that went wrong had set the floor too high. */
    void set(NodeId site, Instant to) {
        set(site, to, ":to");
    }

    private void set(NodeId site, Instant to, String value) {
        jdbc.sql("INSERT INTO certificate_floor (node, issued_before) VALUES (:node, :to)"
                        + " ON DUPLICATE KEY UPDATE issued_before = " + value)
                .param("node", site.value())
                // Certificates tell their time in seconds: one that follows within the same second must count.
                .param("to", to.truncatedTo(ChronoUnit.SECONDS))
                .update();
    }

    Map<NodeId, Instant> all() {
        return jdbc
                .sql("SELECT node, issued_before FROM certificate_floor")
                .query((row, i) ->
                        Map.entry(NodeId.of(row.getString("node")), row.getObject("issued_before", Instant.class)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
