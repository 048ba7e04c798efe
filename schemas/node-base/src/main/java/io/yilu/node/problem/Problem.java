package io.yilu.node.problem;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** What went wrong with a request and what to do, before it becomes JSON or a page. */
public record Problem(HttpStatusCode status, String code, String detail, String whatToDo, Map<String, Object> more) {

    static Problem of(HttpStatus status, String code, String detail, String whatToDo) {
        return new Problem(status, code, detail, whatToDo, Map.of());
    }

    ProblemDetail asDetail() {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setProperty("code", code);
        body.setProperty("whatToDo", whatToDo);
        more.forEach(body::setProperty);
        return body;
    }
}
