package io.yilu.node.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.ModelAndView;

/** Answers every failure of a page with a page, or with a notice when htmx asked for a part of one. */
@ControllerAdvice(annotations = Controller.class)
class PageProblemAdvice {

    private final Problems problems;

    PageProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    ModelAndView answer(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        if (failure instanceof AsyncRequestNotUsableException) {
            // The reader has gone, as with every page that is closed while it listens: there is nobody to answer.
            return null;
        }
        return ProblemPages.view(problems.of(failure), request, response);
    }
}
