package io.yilu.county.trust;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yilu.county.trust.Enrolments.NewCode;
import io.yilu.node.problem.RequestRefused;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.enrolment.EnrolmentAnswer;
import io.yilu.schemas.enrolment.EnrolmentRequest;
import io.yilu.schemas.identity.NodeId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Enrolment over HTTP: codes for administrators, certificates for whoever has a code. */
@RestController
@Tag(name = "enrolment", description = "How a site gets its certificate")
class EnrolmentApi {

    /** A question has some 2 KB. */
    private static final int MOST_BYTES = 16 * 1024;

    private final Enrolments enrolments;
    private final EnrolmentGate gate;
    private final JsonMapper json;

    EnrolmentApi(Enrolments enrolments, EnrolmentGate gate, JsonMapper json) {
        this.enrolments = enrolments;
        this.gate = gate;
        this.json = json;
    }

    /** Not repeatable by key, since the code is kept nowhere: asking again makes another and ends this one. */
    @PostMapping("/api/v1/sites/{site}/enrolment-code")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a one-time code for a site; it is shown in this answer only")
    NewCode makeCode(@AuthenticationPrincipal SignedInUser user, @PathVariable String site) {
        return enrolments.makeCode(NodeId.of(site), user.username());
    }

    /** Open to all: the mark under the code's key is the proof. It is read by hand, since nobody has proved anything yet. */
    @PostMapping(path = "/api/v1/enrolment", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Get the certificate of a site")
    EnrolmentAnswer enrol(HttpServletRequest request) throws IOException {
        gate.pass(request.getRemoteAddr());
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw RequestRefused.tooLarge(
                    "YILU-ENROL-008",
                    "A question for a certificate has at most " + MOST_BYTES + " bytes.",
                    "The township's program makes it.");
        }
        return enrolments.answer(question(body));
    }

    private EnrolmentRequest question(byte[] body) {
        try {
            EnrolmentRequest question = json.readValue(body, EnrolmentRequest.class);
            if (question != null
                    && question.site() != null
                    && question.instance() != null
                    && question.request() != null
                    && question.mark() != null) {
                return question;
            }
        } catch (JacksonException unreadable) {
            // Answered below, like a question with holes.
        }
        throw RequestRefused.malformed(
                "YILU-ENROL-009",
                "This is no question for a certificate.",
                "The township's program makes it; bring both nodes to the same version.");
    }
}
