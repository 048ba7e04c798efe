package io.yilu.county.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yilu.county.trial.CountyTest;
import io.yilu.county.trial.SiteLine;
import io.yilu.schemas.enrolment.CertificateRefused;
import io.yilu.schemas.enrolment.CertificateRefused.Reason;
import io.yilu.schemas.identity.NodeId;
import jakarta.jms.JMSException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Ends certificates of which the county knows nothing, since it was restored from a backup that is older than they are. */
@CountyTest
class RevocationTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Autowired
    private CertificateDesk desk;

    @Autowired
    private CertificateBook book;

    @Autowired
    private CertificateFloors floors;

    @Autowired
    private SiteCertificates certificates;

    @Autowired
    private Authority authority;

    @Autowired
    private Clock clock;

    @Autowired
    private Environment environment;

    private int port;

    @BeforeEach
    void findThePort() {
        port = environment.getRequiredProperty("yilu.broker.port", Integer.class);
    }

    @Test
    void law_8_a_forgotten_certificate_is_revoked_before_its_thief_has_dialled() throws Exception {
        NodeId robbed = NodeId.of("610924108");
        SiteLine stolen = SiteLine.of(robbed, authority, DAY);
        assertThat(book.inForce(robbed)).isEmpty();
        untilTheNextSecond();

        desk.revoke(robbed, "被盗", "admin");

        assertRefused(stolen);
        assertThatThrownBy(() -> stolen.dial(port).close()).isInstanceOf(JMSException.class);
        SiteLine.of(robbed, authority, DAY).send(port, "yilu.up." + robbed + ".file", "from the new machine");
    }

    @Test
    void law_8_a_certificate_that_waits_to_be_entered_is_not_entered_as_valid_once_its_site_was_revoked()
            throws Exception {
        NodeId robbed = NodeId.of("610924100");
        SiteLine stolen = SiteLine.of(robbed, authority, DAY);
        untilTheNextSecond();
        assertThat(certificates.siteOf(stolen.certificate())).isEqualTo(robbed);

        desk.revoke(robbed, "被盗", "admin");
        certificates.enterUnknown();

        assertThat(book.inForce(robbed)).isEmpty();
        assertRefused(stolen);
    }

    @Test
    void law_9_an_enrolment_counts_also_if_the_clock_was_years_ahead_when_the_site_was_revoked() throws Exception {
        NodeId site = NodeId.of("610924112");
        floors.raise(site, clock.instant().plus(Duration.ofDays(3650)));
        floors.raise(site, clock.instant());
        certificates.reload();
        SiteLine anew = SiteLine.of(site, authority, DAY);
        assertRefused(anew);

        floors.set(site, Authority.issuedAt(anew.certificate()));
        certificates.reload();

        assertThat(certificates.siteOf(anew.certificate())).isEqualTo(site);
    }

    private void assertRefused(SiteLine line) {
        assertThatThrownBy(() -> certificates.siteOf(line.certificate()))
                .isInstanceOfSatisfying(
                        CertificateRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.REVOKED));
    }

    /** A certificate tells its time in seconds. */
    private void untilTheNextSecond() {
        Instant next = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        await().until(() -> clock.instant().isAfter(next));
    }
}
