package io.yilu.node.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.ModelAndView;

/** Chooses the page or the notice that shows a problem. */
final class ProblemPages {

    private ProblemPages() {}

    static ModelAndView view(Problem problem, HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(problem.status().value());
        boolean part = request.getHeader("HX-Request") != null;
        if (part) {
            // The part of the page that asked keeps what it shows; the notice goes to the top.
            response.setHeader("HX-Retarget", "#notices");
            response.setHeader("HX-Reswap", "innerHTML");
        }
        ModelAndView view = new ModelAndView(part ? "node/problem :: notice" : "node/problem");
        view.addObject("problem", problem);
        view.setStatus(problem.status());
        return view;
    }
}
