package io.yilu.county.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.yilu.county.trial.CountyTest;
import io.yilu.node.keys.CertificateRequest;
import io.yilu.node.keys.KeyRing;
import io.yilu.node.keys.Pem;
import io.yilu.schemas.enrolment.CertificateCheck;
import io.yilu.schemas.enrolment.EnrolmentAnswer;
import io.yilu.schemas.enrolment.EnrolmentCode;
import io.yilu.schemas.enrolment.EnrolmentRequest;
import io.yilu.schemas.identity.NodeId;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.json.JsonMapper;

/** A site enrols over the county's API, as a township's program does. Each test has a site of its own. */
@CountyTest
class EnrolmentTest {

    private static final KeyPair PAIR = KeyRing.newKey();
    private static final KeyPair OTHER_PAIR = KeyRing.newKey();

    @Autowired
    private MockMvc web;

    @Autowired
    private JsonMapper json;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Enrolments enrolments;

    @Autowired
    private SiteCertificates certificates;

    @Autowired
    private Authority authority;

    @Autowired
    private Clock clock;

    @Test
    void a_site_with_the_code_gets_a_certificate_for_its_key_and_name() throws Exception {
        NodeId site = NodeId.of("610924104");
        EnrolmentCode code = codeFor(site);
        EnrolmentRequest question = question(site, UUID.randomUUID(), PAIR, code);

        EnrolmentAnswer answer = answered(ask(question));

        assertThat(answer.isMarkedWith(code.key(), question)).isTrue();
        X509Certificate own = Pem.certificate(answer.certificate());
        assertThat(code.names(Pem.certificate(answer.authority()))).isTrue();
        assertThat(own.getPublicKey()).isEqualTo(PAIR.getPublic());
        assertThat(CertificateCheck.nodeOf(own, authority.certificate(), clock.instant()))
                .isEqualTo(site);
        assertThat(certificates.siteOf(own)).isEqualTo(site);
        assertThat(CertificateCheck.nodeOf(Pem.certificate(answer.county()), authority.certificate(), clock.instant()))
                .isEqualTo(NodeId.COUNTY);
    }

    @Test
    void a_lost_answer_is_given_again_to_the_same_machine_and_to_no_other() throws Exception {
        NodeId site = NodeId.of("610924105");
        EnrolmentCode code = codeFor(site);
        UUID instance = UUID.randomUUID();
        String first = answered(ask(question(site, instance, PAIR, code))).certificate();

        assertThat(answered(ask(question(site, instance, PAIR, code))).certificate())
                .isEqualTo(first);
        assertThat(refusalOf(ask(question(site, instance, OTHER_PAIR, code)))).isEqualTo("YILU-ENROL-005");
        assertThat(refusalOf(ask(question(site, UUID.randomUUID(), PAIR, code))))
                .isEqualTo("YILU-ENROL-005");
    }

    @Test
    void without_the_code_nothing_is_told_and_ten_tries_block_it() throws Exception {
        NodeId site = NodeId.of("610924106");
        EnrolmentCode code = codeFor(site);
        EnrolmentCode guessed = EnrolmentCode.create(site, authority.certificate(), new SecureRandom());

        for (int i = 0; i < Enrolments.MOST_WRONG_TRIES; i++) {
            assertThat(refusalOf(ask(question(site, UUID.randomUUID(), OTHER_PAIR, guessed))))
                    .isEqualTo("YILU-ENROL-002");
        }

        assertThat(refusalOf(ask(question(site, UUID.randomUUID(), PAIR, code))))
                .isEqualTo("YILU-ENROL-002");
        assertThat(answered(ask(question(site, UUID.randomUUID(), PAIR, codeFor(site)))))
                .isNotNull();
    }

    @Test
    void a_question_that_was_changed_on_the_way_or_comes_for_another_site_is_refused() throws Exception {
        NodeId site = NodeId.of("610924107");
        EnrolmentCode code = codeFor(site);
        EnrolmentRequest good = question(site, UUID.randomUUID(), PAIR, code);
        String othersRequest = CertificateRequest.of(site, OTHER_PAIR);

        assertThat(refusalOf(ask(new EnrolmentRequest(site, good.instance(), othersRequest, good.mark()))))
                .isEqualTo("YILU-ENROL-002");
        assertThat(refusalOf(ask(new EnrolmentRequest(site, UUID.randomUUID(), good.request(), good.mark()))))
                .isEqualTo("YILU-ENROL-002");
        assertThat(refusalOf(ask(question(NodeId.of("610924108"), UUID.randomUUID(), PAIR, code))))
                .isEqualTo("YILU-ENROL-002");
        assertThat(refusalOf(ask(question(NodeId.COUNTY, UUID.randomUUID(), PAIR, code))))
                .isEqualTo("YILU-ENROL-002");
    }

    @Test
    void an_expired_code_and_one_that_a_newer_one_replaced_are_refused() throws Exception {
        NodeId site = NodeId.of("610924109");
        EnrolmentCode replaced = codeFor(site);
        EnrolmentCode code = codeFor(site);
        assertThat(refusalOf(ask(question(site, UUID.randomUUID(), PAIR, replaced))))
                .isEqualTo("YILU-ENROL-002");

        jdbc.sql("UPDATE enrolment_code SET expires_at = :past WHERE site = :site")
                .param("past", clock.instant().minusSeconds(1))
                .param("site", site.value())
                .update();

        assertThat(refusalOf(ask(question(site, UUID.randomUUID(), PAIR, code))))
                .isEqualTo("YILU-ENROL-004");
    }

    @Test
    void enrolling_again_ends_the_certificate_of_the_machine_before() throws Exception {
        NodeId site = NodeId.of("610924110");
        X509Certificate former = Pem.certificate(answered(ask(question(site, UUID.randomUUID(), PAIR, codeFor(site))))
                .certificate());
        X509Certificate next =
                Pem.certificate(answered(ask(question(site, UUID.randomUUID(), OTHER_PAIR, codeFor(site))))
                        .certificate());

        assertThat(certificates.siteOf(next)).isEqualTo(site);
        assertThatThrownBy(() -> certificates.siteOf(former)).hasMessageContaining("REVOKED");
    }

    @Test
    void a_weak_key_is_refused_and_the_code_stays_good() throws Exception {
        NodeId site = NodeId.of("610924111");
        EnrolmentCode code = codeFor(site);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);

        assertThat(refusalOf(ask(question(site, UUID.randomUUID(), generator.generateKeyPair(), code))))
                .isEqualTo("YILU-ENROL-003");
        assertThat(answered(ask(question(site, UUID.randomUUID(), PAIR, code)))).isNotNull();
    }

    @Test
    void what_is_no_question_is_refused_before_anything_is_looked_up() throws Exception {
        assertThat(refusalOf(send("{}"))).isEqualTo("YILU-ENROL-009");
        assertThat(refusalOf(send("not json"))).isEqualTo("YILU-ENROL-009");
        assertThat(refusalOf(send("{\"site\":\"610924104\",\"mark\":\"" + "x".repeat(20_000) + "\"}")))
                .isEqualTo("YILU-ENROL-008");
    }

    @Test
    void only_an_administrator_makes_codes_and_a_code_is_kept_nowhere() throws Exception {
        String address = "/api/v1/sites/610924112/enrolment-code";

        assertThat(web.perform(post(address)).andReturn().getResponse().getStatus())
                .isEqualTo(401);
        assertThat(call("it", address).getStatus()).isEqualTo(403);
        MockHttpServletResponse made = call("admin", address);
        assertThat(made.getStatus()).isEqualTo(201);
        String code = json.readTree(made.getContentAsString()).path("code").asString();
        assertThat(EnrolmentCode.parse(NodeId.of("610924112"), code).text()).isEqualTo(code);
        assertThat(jdbc.sql("SELECT CONCAT_WS(' ', sealed_key, made_by) FROM enrolment_code WHERE site = '610924112'")
                        .query(String.class)
                        .single())
                .doesNotContain(code.substring(0, 5))
                .endsWith(" admin");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM node_audit WHERE act = 'code-issued' AND subject = '610924112'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whoever_asks_without_end_is_told_to_wait() {
        EnrolmentGate gate = new EnrolmentGate(Clock.fixed(clock.instant(), clock.getZone()));
        for (int i = 0; i < EnrolmentGate.MOST_PER_ADDRESS; i++) {
            gate.pass("10.0.0.1");
        }
        gate.pass("10.0.0.2");
        assertThatThrownBy(() -> gate.pass("10.0.0.1")).hasMessageContaining("YILU-ENROL-006");
    }

    private MockHttpServletResponse call(String username, String address) throws Exception {
        String token = json.readTree(web.perform(post("/api/v1/tokens")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"username\":\"" + username + "\",\"password\":\"yilu-demo-2026\"}"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .path("token")
                .asString();
        return web.perform(post(address).header("Authorization", "Bearer " + token))
                .andReturn()
                .getResponse();
    }

    private EnrolmentCode codeFor(NodeId site) {
        return EnrolmentCode.parse(site, enrolments.makeCode(site, "admin").code());
    }

    private static EnrolmentRequest question(NodeId site, UUID instance, KeyPair pair, EnrolmentCode code) {
        return EnrolmentRequest.of(site, instance, CertificateRequest.of(site, pair), code.key());
    }

    private MockHttpServletResponse ask(EnrolmentRequest question) throws Exception {
        return send(json.writeValueAsString(question));
    }

    private MockHttpServletResponse send(String body) throws Exception {
        return web.perform(post("/api/v1/enrolment")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body.getBytes(StandardCharsets.UTF_8)))
                .andReturn()
                .getResponse();
    }

    private EnrolmentAnswer answered(MockHttpServletResponse response) throws Exception {
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(200);
        return json.readValue(response.getContentAsString(), EnrolmentAnswer.class);
    }

    private String refusalOf(MockHttpServletResponse response) throws Exception {
        assertThat(response.getStatus()).isNotEqualTo(200);
        return json.readTree(response.getContentAsString(StandardCharsets.UTF_8))
                .path("code")
                .asString();
    }
}
