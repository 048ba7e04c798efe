package io.yilu.county.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.yilu.county.trial.CountyTest;
import io.yilu.county.trial.Townships;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CountyTest
class CaseApiTest {

    private static final String APPROVAL = "{\"outcome\":\"APPROVED\",\"opinion\":\"符合条件\",\"reasons\":[]}";

    @Autowired
    private MockMvc web;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Townships townships;

    @Test
    void a_department_lists_its_own_cases_with_masked_names_and_remaining_days() throws Exception {
        CaseNumber number = townships.accept();

        JsonNode own = body(call("minzheng", get("/api/v1/cases").param("q", number.value())));
        JsonNode others = body(call("d-04", get("/api/v1/cases").param("q", number.value())));

        assertThat(own.path("total").asLong()).isEqualTo(1);
        assertThat(own.path("cases").path(0).path("number").asString()).isEqualTo(number.value());
        assertThat(own.path("cases").path(0).path("applicantName").asString()).isEqualTo("覃*安");
        assertThat(own.path("cases").path(0).path("remainingDays").isInt()).isTrue();
        assertThat(others.path("total").asLong()).isZero();
    }

    @Test
    void a_case_shows_the_progress_of_its_scans_and_hides_the_applicant_unless_asked_in_full() throws Exception {
        CaseNumber number = townships.accept(
                Townships.ALLOWANCE, Instant.parse("2016-06-01T01:00:00Z"), List.of(townships.travellingScan()));

        JsonNode masked = body(call("minzheng", get("/api/v1/cases/" + number)));
        JsonNode full = body(call("minzheng", get("/api/v1/cases/" + number).param("full", "true")));

        assertThat(masked.path("state").asString()).isEqualTo("ACCEPTED");
        assertThat(masked.path("applicant").path("idNumber").asString()).isEqualTo("610924********9995");
        assertThat(masked.path("form").isNull()).isTrue();
        JsonNode file = masked.path("materials").path(0).path("files").path(0);
        assertThat(file.path("received").asLong()).isZero();
        assertThat(file.path("complete").asBoolean()).isFalse();
        assertThat(full.path("state").asString()).isEqualTo("IN_REVIEW");
        assertThat(full.path("applicant").path("idNumber").asString()).isEqualTo("610924195103099995");
        assertThat(full.path("form").path("applicantName").asString()).isEqualTo("覃试安");
    }

    @Test
    void another_departments_case_is_not_there() throws Exception {
        CaseNumber number = townships.accept();

        for (String address : List.of("", "/files/" + "a".repeat(64), "/papers/result")) {
            MockHttpServletResponse answer = call("d-04", get("/api/v1/cases/" + number + address));
            assertThat(answer.getStatus()).isEqualTo(404);
            assertThat(answer.getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            assertThat(body(answer).path("code").asString()).isEqualTo("YILU-CASE-404");
        }
        assertThat(call("d-04", decision(number, APPROVAL, "k")).getStatus()).isEqualTo(404);
    }

    @Test
    void a_decision_posted_twice_with_one_key_is_made_once() throws Exception {
        CaseNumber number = townships.accept();
        String key = UUID.randomUUID().toString();

        MockHttpServletResponse first = call("minzheng", decision(number, APPROVAL, key));
        MockHttpServletResponse again = call("minzheng", decision(number, APPROVAL, key));
        MockHttpServletResponse other = call("d-05", decision(number, APPROVAL, "another"));

        assertThat(first.getStatus()).isEqualTo(201);
        assertThat(again.getStatus()).isEqualTo(201);
        assertThat(body(again)).isEqualTo(body(first));
        assertThat(other.getStatus()).isEqualTo(409);
        assertThat(body(other).path("code").asString()).isEqualTo("YILU-CASE-001");
        JsonNode shown = body(call("minzheng", get("/api/v1/cases/" + number)));
        assertThat(shown.path("decision").path("document").path("sha256").asString())
                .hasSize(64);
        MockHttpServletResponse paper = call("minzheng", get("/api/v1/cases/" + number + "/papers/result"));
        assertThat(paper.getContentType()).isEqualTo("application/pdf");
        assertThat(paper.getContentAsByteArray()).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void a_creation_needs_an_idempotency_key() throws Exception {
        CaseNumber number = townships.accept();

        MockHttpServletResponse answer = call(
                "minzheng",
                post("/api/v1/cases/" + number + "/decision")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(APPROVAL));

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(body(answer).path("code").asString()).isEqualTo("YILU-REQUEST-003");
    }

    @Test
    void what_a_decision_lacks_is_said_in_the_problem() throws Exception {
        CaseNumber number = townships.accept();

        assertRefused(number, "{}", 422, "YILU-REVIEW-007");
        assertRefused(number, "{\"outcome\":\"APPROVED\"}", 422, "YILU-REVIEW-001");
        assertRefused(number, "{\"outcome\":\"REFUSED\",\"opinion\":\"不符合\"}", 422, "YILU-REVIEW-002");
        assertRefused(number, "{\"outcome\":\"PERHAPS\",\"opinion\":\"x\"}", 400, "YILU-REQUEST-001");
    }

    @Test
    void a_correction_is_requested_with_its_lines() throws Exception {
        CaseNumber number = townships.accept();

        MockHttpServletResponse answer = call(
                "minzheng",
                post("/api/v1/cases/" + number + "/correction")
                        .header("Idempotency-Key", UUID.randomUUID())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(
                                "{\"corrections\":[{\"materialSeq\":2,\"text\":\"补户口簿\"},{\"materialSeq\":null,\"text\":\"签名\"}],"
                                        + "\"opinion\":\"请补齐\"}"));

        assertThat(answer.getStatus()).isEqualTo(201);
        assertThat(body(answer).path("writerToken").asInt()).isEqualTo(1);
        JsonNode shown = body(call("minzheng", get("/api/v1/cases/" + number)));
        assertThat(shown.path("state").asString()).isEqualTo("CORRECTION");
        assertThat(shown.path("correction").path("corrections")).hasSize(2);
    }

    @Test
    void a_scan_is_served_when_complete_and_refused_with_its_progress_before() throws Exception {
        FileRef here = townships.scan("here");
        FileRef travelling = townships.travellingScan();
        CaseNumber number =
                townships.accept(Townships.ALLOWANCE, Instant.parse("2016-06-02T01:00:00Z"), List.of(here, travelling));

        MockHttpServletResponse scan = call("minzheng", get("/api/v1/cases/" + number + "/files/" + here.sha256()));
        MockHttpServletResponse early =
                call("minzheng", get("/api/v1/cases/" + number + "/files/" + travelling.sha256()));

        assertThat(scan.getStatus()).isEqualTo(200);
        assertThat(scan.getContentAsByteArray()).hasSize((int) here.size());
        assertThat(scan.getHeader("Content-Disposition")).startsWith("inline");
        assertThat(early.getStatus()).isEqualTo(409);
        assertThat(body(early).path("detail").asString()).contains("身份证.jpg", "0%");
    }

    @Test
    void a_mistyped_number_is_explained() throws Exception {
        MockHttpServletResponse answer = call("minzheng", get("/api/v1/cases/610924102-20150701-0012-0"));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(body(answer).path("code").asString()).isEqualTo("YILU-ID-003");
    }

    @Test
    void routes_are_for_it_and_cases_are_not() throws Exception {
        JsonNode routes = body(call("it", get("/api/v1/routes")));

        assertThat(routes.path("routes")).hasSize(21);
        assertThat(routes.path("routes").path(2).path("name").asString()).isEqualTo("汉王镇");
        assertThat(routes.path("routes").path(20).path("state").asString())
                .as("the last town, from which nothing came in any test")
                .isEqualTo("DOWN");
        assertThat(call("it", get("/api/v1/cases")).getStatus()).isEqualTo(403);
        assertThat(call("minzheng", get("/api/v1/routes")).getStatus()).isEqualTo(403);
        assertThat(web.perform(get("/api/v1/cases")).andReturn().getResponse().getStatus())
                .isEqualTo(401);
    }

    private void assertRefused(CaseNumber number, String body, int status, String code) throws Exception {
        MockHttpServletResponse answer =
                call("minzheng", decision(number, body, UUID.randomUUID().toString()));
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(body(answer).path("code").asString()).isEqualTo(code);
    }

    private static MockHttpServletRequestBuilder decision(CaseNumber number, String body, String key) {
        return post("/api/v1/cases/" + number + "/decision")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }

    private MockHttpServletResponse call(String username, MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.header("Authorization", "Bearer " + token(username)))
                .andReturn()
                .getResponse();
    }

    private String token(String username) throws Exception {
        MockHttpServletResponse answer = web.perform(post("/api/v1/tokens")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"username\":\"" + username + "\",\"password\":\"yilu-demo-2026\"}"))
                .andReturn()
                .getResponse();
        return body(answer).path("token").asString();
    }

    private JsonNode body(MockHttpServletResponse answer) throws Exception {
        return json.readTree(answer.getContentAsString(StandardCharsets.UTF_8));
    }
}
