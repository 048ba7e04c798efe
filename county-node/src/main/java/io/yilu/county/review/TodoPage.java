package io.yilu.county.review;

import io.yilu.county.cases.CaseQuery;
import io.yilu.county.cases.CaseQuery.Scope;
import io.yilu.county.cases.Cases;
import io.yilu.county.cases.Reviewer;
import io.yilu.county.catalogue.Catalogues;
import io.yilu.node.signin.Role;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import java.util.Arrays;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 待办: what waits for the own department. */
@Controller
class TodoPage {

    private static final int ROWS = 20;

    private final CaseDesk desk;
    private final Cases cases;
    private final Catalogues catalogues;

    TodoPage(CaseDesk desk, Cases cases, Catalogues catalogues) {
        this.desk = desk;
        this.cases = cases;
        this.catalogues = catalogues;
    }

    /** A filter with the number of cases behind it. */
    record Chip(Scope scope, long count) {}

    @GetMapping("/")
    String todo(
            @AuthenticationPrincipal SignedInUser user,
            @RequestParam(defaultValue = "todo") String scope,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "due") String sort,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        if (!user.is(Role.REVIEWER)) {
            return "redirect:/routes";
        }
        Reviewer reviewer = Reviewers.of(user);
        if (isOwnCase(reviewer, q)) {
            return "redirect:/cases/" + q.strip();
        }
        CaseQuery query = new CaseQuery(
                reviewer.department(), Scope.labelled(scope), q, CaseQuery.Sort.labelled(sort), page, ROWS);
        model.addAttribute("query", query);
        model.addAttribute("listing", desk.list(query));
        model.addAttribute("chips", chips(reviewer.department()));
        model.addAttribute("departmentName", catalogues.departmentName(reviewer.department()));
        return "county/todo";
    }

    /** The number in the header, renewed when cases move. */
    @GetMapping("/todo-count")
    String todoCount() {
        return "county/status :: count";
    }

    private List<Chip> chips(String department) {
        return Arrays.stream(Scope.values())
                .map(scope -> new Chip(scope, desk.count(department, scope)))
                .toList();
    }

    /** A whole case number that was typed or scanned leads to its case at once. */
    private boolean isOwnCase(Reviewer reviewer, String typed) {
        try {
            return cases.find(CaseNumber.parse(typed))
                    .filter(found -> found.department().equals(reviewer.department()))
                    .isPresent();
        } catch (PermanentException notACaseNumber) {
            return false;
        }
    }
}
