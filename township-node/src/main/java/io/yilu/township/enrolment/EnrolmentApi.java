package io.yilu.township.enrolment;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Enrolment over HTTP. */
@RestController
@Tag(name = "enrolment", description = "How this site becomes known to the county")
class EnrolmentApi {

    private final Enrolment enrolment;

    EnrolmentApi(Enrolment enrolment) {
        this.enrolment = enrolment;
    }

    /** The code as it was handed over. */
    record Code(String code) {}

    @GetMapping("/api/v1/enrolment")
    @Operation(summary = "Whether this site is enrolled, and until when")
    Enrolment.Standing standing() {
        return enrolment.standing();
    }

    /** Needs no key against repetition: the same code from the same machine gets the same certificate. */
    @PostMapping("/api/v1/enrolment")
    @Operation(summary = "Enrol with a one-time code")
    Enrolment.Standing enrol(@RequestBody Code code) {
        enrolment.enrol(code.code());
        return enrolment.standing();
    }
}
