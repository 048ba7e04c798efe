package io.yilu.township.enrolment;

import io.yilu.schemas.enrolment.EnrolmentAnswer;
import io.yilu.schemas.enrolment.EnrolmentRequest;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.failure.TransientException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the county's web address for a certificate. */
@Component
class CountyDesk {

    private static final String PATH = "/api/v1/enrolment";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final RestClient http;
    private final URI county;
    private final JsonMapper json;

    CountyDesk(EnrolmentProperties properties, JsonMapper json) {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(CONNECT);
        requests.setReadTimeout(ANSWER);
        this.http = RestClient.builder().requestFactory(requests).build();
        this.county = properties.countyUrl();
        this.json = json;
    }

    /** Throws what the county refuses it with, or {@code YILU-ENROL-010} when it cannot be reached. */
    EnrolmentAnswer ask(EnrolmentRequest question) {
        try {
            String answer = http.post()
                    .uri(county.resolve(PATH))
                    .contentType(MediaType.APPLICATION_JSON)
                    .accept(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON)
                    .body(json.writeValueAsString(question))
                    .retrieve()
                    .body(String.class);
            return json.readValue(String.valueOf(answer), EnrolmentAnswer.class);
        } catch (RestClientResponseException no) {
            PermanentException refusal = refusal(no.getResponseBodyAsString());
            if (refusal == null || no.getStatusCode().is5xxServerError()) {
                throw unreachable(
                        "it answered with status " + no.getStatusCode().value(), no);
            }
            throw refusal;
        } catch (RestClientException | JacksonException away) {
            throw unreachable(String.valueOf(away.getMessage()), away);
        }
    }

    /** The county's own words; null when some other program answered. */
    private @Nullable PermanentException refusal(String body) {
        try {
            JsonNode problem = json.readTree(body);
            String code = problem.path("code").asString("");
            return code.startsWith("YILU-")
                    ? new PermanentException(
                            code,
                            problem.path("detail").asString(""),
                            problem.path("whatToDo").asString(""))
                    : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }

    private TransientException unreachable(String why, Exception cause) {
        TransientException failure = new TransientException(
                "YILU-ENROL-010",
                "The county cannot be asked at " + county + ": " + why + ".",
                "Check the line and yilu.enrolment.county-url, then try again.");
        failure.initCause(cause);
        return failure;
    }
}
