package io.yilu.county.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yilu.county.trial.CountyTest;
import io.yilu.county.trial.SiteLine;
import io.yilu.node.keys.CertificateRequest;
import io.yilu.node.keys.KeyRing;
import io.yilu.node.keys.Pem;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CertificateIssued;
import io.yilu.schemas.payload.CertificateRequested;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.PayloadCipher;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The county gives a site its next certificate, by its real book, authority and outbox. Each test has a site of its own. */
@CountyTest
class RenewalTest {

    private static final KeyPair PAIR = KeyRing.newKey();
    private static final KeyPair OTHER_PAIR = KeyRing.newKey();

    /** A certificate counts from an hour before it is made: the last third of this one has begun when it is made. */
    private static final Duration NEARLY_OVER = Duration.ofMinutes(20);

    @Autowired
    private CertificateRequestedHandler handler;

    @Autowired
    private CertificateBook book;

    @Autowired
    private CertificateDesk desk;

    @Autowired
    private SiteCertificates certificates;

    @Autowired
    private Authority authority;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PayloadCipher cipher;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Clock clock;

    @Autowired
    private Environment environment;

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void a_site_gets_its_next_certificate_for_its_own_key_and_the_same_again_if_it_asks_again() {
        NodeId site = NodeId.of("610924117");
        X509Certificate first = given(site, NEARLY_OVER);

        ask(site, PAIR);
        ask(site, PAIR);

        List<CertificateIssued> answers = answersTo(site);
        assertThat(answers).hasSize(2);
        assertThat(answers.get(1)).as("asked twice, answered alike").isEqualTo(answers.get(0));
        X509Certificate next = Pem.certificate(String.valueOf(answers.get(0).certificate()));
        assertThat(next).isNotEqualTo(first);
        assertThat(next.getPublicKey()).isEqualTo(PAIR.getPublic());
        assertThat(next.getNotAfter()).isAfter(first.getNotAfter());
        assertThat(book.inForce(site)).contains(next);
        assertThat(siteOf(next)).isEqualTo(site);
        assertThat(siteOf(first)).as("the former one counts to its end").isEqualTo(site);
        assertThat(entries("certificate-renewed", site)).isEqualTo(1);
    }

    @Test
    void a_site_whose_certificate_is_not_in_its_last_third_is_answered_with_that_one() {
        NodeId site = NodeId.of("610924118");
        X509Certificate first = given(site, Duration.ofDays(90));

        ask(site, PAIR);

        assertThat(answersTo(site))
                .singleElement()
                .satisfies(answer -> assertThat(answer.certificate()).isEqualTo(Pem.of(first)));
        assertThat(entries("certificate-renewed", site)).isZero();
    }

    @Test
    void a_request_for_another_key_is_refused_and_changes_nothing() {
        NodeId site = NodeId.of("610924119");
        X509Certificate first = given(site, NEARLY_OVER);

        assertThatThrownBy(() -> ask(site, OTHER_PAIR)).hasMessageContaining("YILU-TRUST-007");

        assertThat(answersTo(site)).isEmpty();
        assertThat(book.inForce(site)).contains(first);
    }

    @Test
    void a_revoked_site_gets_nothing() {
        NodeId site = NodeId.of("610924120");
        given(site, NEARLY_OVER);
        desk.revoke(site, "被盗", "admin");

        ask(site, PAIR);

        assertThat(answersTo(site)).isEmpty();
        assertThat(book.inForce(site)).isEmpty();
    }

    @Test
    void a_renewal_during_a_transfer_interrupts_nothing_and_the_next_connection_shows_the_new_certificate()
            throws Exception {
        NodeId site = NodeId.of("610924101");
        SiteLine line = SiteLine.of(site, authority, NEARLY_OVER);
        enter(site, line.certificate());
        int port = environment.getRequiredProperty("yilu.broker.port", Integer.class);
        String queue = "yilu.up." + site + ".file";
        Queue<JMSException> broken = new ConcurrentLinkedQueue<>();
        AtomicInteger confirmed = new AtomicInteger();
        AtomicBoolean renewed = new AtomicBoolean();
        try (Connection open = line.dial(port)) {
            open.setExceptionListener(broken::add);
            CompletableFuture<Integer> transfer = CompletableFuture.supplyAsync(() -> {
                int since = 0;
                while (since < 50) {
                    send(open, queue);
                    confirmed.incrementAndGet();
                    since += renewed.get() ? 1 : 0;
                }
                return confirmed.get();
            });
            await().until(() -> confirmed.get() > 20 || transfer.isDone());

            ask(site, new KeyPair(line.publicKey(), line.privateKey()));
            line.shows(Pem.certificate(String.valueOf(answersTo(site).get(0).certificate())));
            // The county looks through all connections, as whenever some certificate has ended.
            events.publishEvent(new CertificatesEnded(site));
            renewed.set(true);

            assertThat(transfer.get(60, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(70);
            assertThat(broken).isEmpty();
            line.send(port, queue, "by the new one");
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(book.inForce(site)).contains(line.certificate()));
    }

    /** Returns when the broker has confirmed it. */
    private static void send(Connection open, String queue) {
        try {
            SiteLine.send(open, queue, "one of many");
        } catch (JMSException interrupted) {
            throw new CompletionException(interrupted);
        }
    }

    private X509Certificate given(NodeId site, Duration validity) {
        X509Certificate certificate = authority.issue(site, PAIR.getPublic(), validity);
        enter(site, certificate);
        return certificate;
    }

    private void enter(NodeId site, X509Certificate certificate) {
        // Entered as of when it begins: the book tells the newest by that.
        book.enter(site, certificate, certificate.getNotBefore().toInstant());
        certificates.reload();
    }

    private void ask(NodeId site, KeyPair pair) {
        Instant now = clock.instant();
        InboxMessage<CertificateRequested> message = new InboxMessage<>(
                new MessageId(UUID.randomUUID()),
                site,
                CertificateDesk.SUBJECT,
                now,
                now,
                new CertificateRequested(CertificateRequest.of(site, pair)));
        transaction.executeWithoutResult(status -> handler.handle(message));
    }

    private NodeId siteOf(X509Certificate certificate) {
        try {
            return certificates.siteOf(certificate);
        } catch (Exception refused) {
            throw new AssertionError("refused", refused);
        }
    }

    private List<CertificateIssued> answersTo(NodeId site) {
        return jdbc
                .sql("SELECT payload FROM sync_outbox WHERE peer = ? AND type = 'certificate-issued' ORDER BY sequence")
                .param(site.value())
                .query(byte[].class)
                .list()
                .stream()
                .map(row -> json.readValue(cipher.open(row), CertificateIssued.class))
                .toList();
    }

    private long entries(String act, NodeId site) {
        return jdbc.sql("SELECT COUNT(*) FROM node_audit WHERE act = ? AND subject = ?")
                .params(act, site.value())
                .query(Long.class)
                .single();
    }
}
