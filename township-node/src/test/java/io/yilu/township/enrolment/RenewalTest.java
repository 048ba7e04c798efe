package io.yilu.township.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.node.identity.DataDirectory;
import io.yilu.node.keys.CertificateRequest;
import io.yilu.node.keys.KeyFiles;
import io.yilu.node.keys.KeyRing;
import io.yilu.node.keys.Pem;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CertificateIssued;
import io.yilu.schemas.payload.CertificateRequested;
import io.yilu.sync.Alarms;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.Outbox;
import io.yilu.sync.PayloadCipher;
import io.yilu.township.site.ThisSite;
import io.yilu.township.trial.TownshipTest;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The township asks for its next certificate in time and shows the present one until the next is there and right. */
@TownshipTest
class RenewalTest {

    private static final KeyPair PAIR = KeyRing.newKey();
    private static final KeyPair OTHER_PAIR = KeyRing.newKey();
    private static final Duration MONTHS = Duration.ofDays(90);
    private static final NodeId OTHER_SITE = NodeId.of("610924103");

    @TempDir
    Path home;

    @Autowired
    private ThisSite site;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Alarms alarms;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PayloadCipher cipher;

    @Autowired
    private JsonMapper json;

    private DataDirectory directory;
    private CountyOffice county;
    private TownshipKeys keys;
    private X509Certificate first;
    private Instant now;
    private CertificateCare care;
    private CertificateIssuedHandler handler;
    private int asked;

    @BeforeEach
    void enrol() throws Exception {
        directory = DataDirectory.open(home.resolve("node"));
        county = new CountyOffice(site.id());
        keys = new TownshipKeys(new KeyFiles(directory));
        first = county.issue(site.id(), PAIR.getPublic(), MONTHS);
        keys.take(new KeyRing(PAIR.getPrivate(), first, county.authority(), county.countys()));
        now = first.getNotBefore().toInstant();
        InstantSource ticking = () -> now;
        Clock clock = ticking.withZone(ZoneOffset.UTC);
        care = new CertificateCare(site, keys, outbox, alarms, transaction, clock);
        handler = new CertificateIssuedHandler(site, keys);
        asked = requests().size();
    }

    @AfterEach
    void stop() throws Exception {
        alarms.clear("YILU-TRUST-005", null);
        county.close();
        directory.close();
    }

    @Test
    void the_next_certificate_is_asked_for_in_the_last_third_and_not_before() {
        at(Duration.ofDays(60));
        assertThat(requests()).hasSize(asked);

        at(Duration.ofDays(60).plusSeconds(1));
        assertThat(requests()).hasSize(asked + 1);
        assertThat(CertificateRequest.keyOf(requests().get(asked).request()))
                .as("for the same key: what was wrapped to it stays readable")
                .isEqualTo(PAIR.getPublic());
        assertThat(isAlarmed()).isFalse();
    }

    @Test
    void it_is_asked_for_once_a_day_until_it_comes_and_alarmed_near_the_end() {
        at(Duration.ofDays(61));
        at(Duration.ofDays(61).plusHours(23));
        assertThat(requests()).hasSize(asked + 1);
        at(Duration.ofDays(62));
        assertThat(requests()).hasSize(asked + 2);
        assertThat(isAlarmed()).isFalse();

        at(Duration.ofDays(83));
        assertThat(isAlarmed()).isTrue();

        give(county.issue(site.id(), PAIR.getPublic(), Duration.ofDays(365)));
        at(Duration.ofDays(83).plusHours(1));
        assertThat(isAlarmed()).isFalse();
        assertThat(requests()).as("nothing is asked for any more").hasSize(asked + 3);
    }

    @Test
    void the_present_certificate_stays_until_a_right_one_comes() {
        X509Certificate forOther = county.issue(OTHER_SITE, PAIR.getPublic(), MONTHS.multipliedBy(2));
        assertThatThrownBy(() -> give(forOther)).hasMessageContaining("YILU-ENROL-011");
        assertThat(keys.certificate()).isEqualTo(first);

        give(county.issue(site.id(), OTHER_PAIR.getPublic(), MONTHS.multipliedBy(2)));
        assertThat(keys.certificate()).as("one for another key").isEqualTo(first);

        give(county.issue(site.id(), PAIR.getPublic(), Duration.ofDays(1)));
        assertThat(keys.certificate()).as("one that ends sooner").isEqualTo(first);

        X509Certificate next = county.issue(site.id(), PAIR.getPublic(), MONTHS.multipliedBy(2));
        give(next);
        assertThat(keys.certificate()).isEqualTo(next);
        assertThat(new TownshipKeys(new KeyFiles(directory)).certificate())
                .as("after a restart as well")
                .isEqualTo(next);
    }

    private void at(Duration age) {
        now = first.getNotBefore().toInstant().plus(age);
        care.look();
    }

    private void give(X509Certificate certificate) {
        handler.handle(new InboxMessage<>(
                new MessageId(UUID.randomUUID()),
                NodeId.COUNTY,
                "certificate",
                now,
                now,
                new CertificateIssued(Pem.of(certificate), Pem.of(county.countys()))));
    }

    private List<CertificateRequested> requests() {
        return jdbc
                .sql("SELECT payload FROM sync_outbox WHERE type = 'certificate-requested' ORDER BY sequence")
                .query(byte[].class)
                .list()
                .stream()
                .map(row -> json.readValue(cipher.open(row), CertificateRequested.class))
                .toList();
    }

    private boolean isAlarmed() {
        return alarms.open().stream().anyMatch(alarm -> alarm.code().equals("YILU-TRUST-005"));
    }
}
