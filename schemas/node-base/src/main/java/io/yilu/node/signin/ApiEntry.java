package io.yilu.node.signin;

import io.yilu.node.problem.ProblemWriter;
import io.yilu.node.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Tells a program without a token, or without the role, so in problem+json. */
class ApiEntry implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final Problems problems;
    private final ProblemWriter writer;

    ApiEntry(Problems problems, ProblemWriter writer) {
        this.problems = problems;
        this.writer = writer;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        writer.write(problems.ofStatus(HttpStatus.UNAUTHORIZED), response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        writer.write(problems.ofStatus(HttpStatus.FORBIDDEN), response);
    }
}
