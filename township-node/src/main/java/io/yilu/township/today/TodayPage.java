package io.yilu.township.today;

import io.yilu.township.casefile.CaseDesk;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.cases.CaseQuery;
import io.yilu.township.cases.CaseRow;
import io.yilu.township.drafts.Drafts;
import io.yilu.township.items.Items;
import io.yilu.township.results.Decision;
import io.yilu.township.results.Results;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page of the day: what one may begin, go on with, or hand over. */
@Controller
class TodayPage {

    private static final int USUAL_ITEMS = 6;
    private static final int RECENT_CASES = 12;
    private static final int TO_HAND_OVER = 8;

    private final Items items;
    private final Drafts drafts;
    private final CaseBook cases;
    private final CaseDesk desk;
    private final Results results;

    TodayPage(Items items, Drafts drafts, CaseBook cases, CaseDesk desk, Results results) {
        this.items = items;
        this.drafts = drafts;
        this.cases = cases;
        this.desk = desk;
        this.results = results;
    }

    @GetMapping("/")
    String today(Model model) {
        model.addAttribute("q", "");
        model.addAttribute("items", items.search("", USUAL_ITEMS));
        model.addAttribute("drafts", drafts.openApplications());
        lists(model);
        return "today/today";
    }

    /** The parts that renew themselves. */
    @GetMapping("/today/lists")
    String renewed(Model model) {
        lists(model);
        return "today/today :: lists";
    }

    private void lists(Model model) {
        List<CaseRow> waiting = results.uncollected(TO_HAND_OVER, 0).stream()
                .map(Decision::caseNumber)
                .map(cases::require)
                .toList();
        model.addAttribute("waiting", desk.lines(waiting));
        model.addAttribute("waitingTotal", results.countUncollected());
        model.addAttribute("recent", desk.lines(new CaseQuery("", Set.of(), null, 0, RECENT_CASES)));
    }
}
