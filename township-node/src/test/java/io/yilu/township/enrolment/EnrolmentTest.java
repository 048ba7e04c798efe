package io.yilu.township.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.node.audit.AuditLog;
import io.yilu.node.identity.DataDirectory;
import io.yilu.node.keys.KeyFiles;
import io.yilu.node.keys.KeyRing;
import io.yilu.node.keys.Pem;
import io.yilu.node.signin.Role;
import io.yilu.schemas.enrolment.EnrolmentAnswer;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CertificateIssued;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.Instances;
import io.yilu.township.site.ThisSite;
import io.yilu.township.trial.Browser;
import io.yilu.township.trial.TownshipTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import tools.jackson.databind.json.JsonMapper;

@TownshipTest
class EnrolmentTest {

    @TempDir
    Path home;

    @Autowired
    private ThisSite site;

    @Autowired
    private Instances instances;

    @Autowired
    private AuditLog auditLog;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Clock clock;

    @Autowired
    private Browser browser;

    private DataDirectory directory;
    private CountyOffice county;
    private TownshipKeys keys;
    private Enrolment enrolment;

    @BeforeEach
    void startUnknown() throws Exception {
        directory = DataDirectory.open(home.resolve("node"));
        county = new CountyOffice(site.id());
        KeyFiles files = new KeyFiles(directory);
        keys = new TownshipKeys(files);
        enrolment = new Enrolment(
                site,
                keys,
                files,
                new CountyDesk(new EnrolmentProperties(county.address()), json),
                instances,
                auditLog,
                events,
                clock);
    }

    @AfterEach
    void stop() throws Exception {
        county.close();
        directory.close();
    }

    @Test
    void a_site_enrols_with_the_code_as_it_was_typed_and_keeps_its_key_to_itself() throws Exception {
        assertThat(enrolment.standing().isEnrolled()).isFalse();
        assertThatThrownBy(keys::certificate).hasMessageContaining("YILU-TRUST-001");

        enrolment.enrol(county.code().toLowerCase(Locale.ROOT).replace("-", " "));

        assertThat(enrolment.standing().isEnrolled()).isTrue();
        assertThat(enrolment.standing().lastFailure()).isNull();
        assertThat(new TownshipKeys(new KeyFiles(directory)).certificate()).isEqualTo(keys.certificate());
        Path ring = directory.keys().resolve("link.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ring)))
                .isEqualTo("rw-------");
        assertThat(directory.keys().resolve("enrolment-key.pem")).doesNotExist();
    }

    @Test
    void a_code_in_the_file_is_used_and_the_file_goes() throws Exception {
        Path file = directory.keys().resolve("enrolment-code");
        Files.writeString(file, county.code() + "\n");

        new CodeFile(directory, enrolment).look();

        assertThat(enrolment.standing().isEnrolled()).isTrue();
        assertThat(file).doesNotExist();
    }

    @Test
    void a_wrong_code_in_the_file_is_tried_once_and_stays_for_whoever_put_it_there() throws Exception {
        Path file = directory.keys().resolve("enrolment-code");
        Files.writeString(file, "not a code");
        CodeFile reader = new CodeFile(directory, enrolment);

        reader.look();
        Instant firstTry =
                Objects.requireNonNull(enrolment.standing().lastFailure()).at();
        reader.look();

        assertThat(Objects.requireNonNull(enrolment.standing().lastFailure()).at())
                .isEqualTo(firstTry);
        assertThat(Objects.requireNonNull(enrolment.standing().lastFailure()).code())
                .isEqualTo("YILU-ENROL-001");
        assertThat(file).exists();
    }

    @Test
    void an_answer_that_was_changed_on_its_way_is_not_kept() {
        X509Certificate others = county.issue(site.id(), KeyRing.newKey().getPublic(), Duration.ofDays(10));
        county.twist(answer -> new EnrolmentAnswer(Pem.of(others), answer.authority(), answer.county(), answer.mark()));

        isForged();
    }

    @Test
    void a_certificate_for_another_node_is_not_kept_even_if_it_is_rightly_marked() {
        county.name(NodeId.of("610924103"));

        isForged();
    }

    @Test
    void a_county_that_does_not_know_the_code_is_refused_in_its_own_words() throws Exception {
        try (CountyOffice other = new CountyOffice(site.id())) {
            assertThatThrownBy(() -> enrolment.enrol(other.code())).hasMessageContaining("YILU-ENROL-002");
        }
        assertThat(enrolment.standing().isEnrolled()).isFalse();
    }

    @Test
    void a_county_that_is_away_is_asked_again_with_the_same_key() {
        county.close();
        assertThatThrownBy(() -> enrolment.enrol(county.code())).hasMessageContaining("YILU-ENROL-010");
        PrivateKey first = new KeyFiles(directory).waiting().getPrivate();

        assertThatThrownBy(() -> enrolment.enrol(county.code())).hasMessageContaining("YILU-ENROL-010");

        assertThat(new KeyFiles(directory).waiting().getPrivate()).isEqualTo(first);
    }

    @Test
    void a_broken_key_file_leaves_the_node_running_and_not_enrolled() throws Exception {
        Files.writeString(directory.keys().resolve("link.pem"), "half a ke");

        assertThat(new TownshipKeys(new KeyFiles(directory)).validUntil()).isEmpty();
    }

    @Test
    void the_next_certificate_is_taken_for_the_same_key_only() {
        enrolment.enrol(county.code());
        PrivateKey key = keys.privateKey();
        X509Certificate next = county.issue(site.id(), keys.certificate().getPublicKey(), Duration.ofDays(300));
        X509Certificate foreign = county.issue(site.id(), KeyRing.newKey().getPublic(), Duration.ofDays(400));

        issued(next);
        assertThat(keys.certificate()).isEqualTo(next);
        assertThat(keys.privateKey()).isEqualTo(key);
        issued(foreign);
        assertThat(keys.certificate()).isEqualTo(next);
        assertThatThrownBy(() -> issued(
                        county.issue(NodeId.of("610924103"), keys.certificate().getPublicKey(), Duration.ofDays(400))))
                .isInstanceOf(PermanentException.class);
        assertThat(keys.certificate()).isEqualTo(next);
    }

    @Test
    void the_pages_say_that_the_site_is_not_enrolled_and_take_a_code() {
        for (String language : List.of("zh-CN", "en")) {
            String page = Browser.text(browser.getAs(Role.IT, "/enrolment?lang=" + language));
            assertThat(page).contains("name=\"code\"").doesNotContain("??");
        }
        assertThat(Browser.text(browser.getAs(Role.IT, "/line?lang=zh-CN"))).contains("本中心还没有入网");
        assertThat(browser.getAs(Role.CLERK, "/enrolment").getResponse().getStatus())
                .isEqualTo(403);
    }

    private void isForged() {
        assertThatThrownBy(() -> enrolment.enrol(county.code())).hasMessageContaining("YILU-ENROL-011");
        assertThat(enrolment.standing().isEnrolled()).isFalse();
        assertThat(directory.keys().resolve("link.pem")).doesNotExist();
    }

    private void issued(X509Certificate certificate) {
        CertificateIssued payload = new CertificateIssued(Pem.of(certificate), Pem.of(county.countys()));
        new CertificateIssuedHandler(site, keys)
                .handle(new InboxMessage<>(
                        new MessageId(UUID.randomUUID()),
                        NodeId.COUNTY,
                        "certificate",
                        clock.instant(),
                        clock.instant(),
                        payload));
    }
}
