package io.yilu.township.casefile;

import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.cases.CaseRow;
import io.yilu.township.results.Collector;
import io.yilu.township.results.Decision;
import io.yilu.township.results.Results;
import io.yilu.township.scans.Scans;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Results: arrived, to hand over, uncollected since; and the form for handing one over. */
@Controller
class ResultPages {

    private static final int SIZE = 20;

    private final Results results;
    private final CaseBook cases;
    private final CaseDesk desk;
    private final Scans scans;

    ResultPages(Results results, CaseBook cases, CaseDesk desk, Scans scans) {
        this.results = results;
        this.cases = cases;
        this.desk = desk;
        this.scans = scans;
    }

    @GetMapping("/results")
    String results(
            @RequestParam(defaultValue = "waiting") String show,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        boolean waiting = !show.equals("done");
        int shown = Math.max(0, Math.min(page, Integer.MAX_VALUE / SIZE - 1));
        List<Decision> decisions =
                waiting ? results.uncollected(SIZE, shown * SIZE) : results.collected(SIZE, shown * SIZE);
        long total = waiting ? results.countUncollected() : results.countCollected();
        List<CaseRow> rows = decisions.stream()
                .map(decision -> cases.require(decision.caseNumber()))
                .toList();
        model.addAttribute("show", waiting ? "waiting" : "done");
        model.addAttribute("decisions", decisions);
        model.addAttribute("lines", desk.lines(rows));
        model.addAttribute("total", total);
        model.addAttribute("page", shown);
        model.addAttribute("pages", (int) Math.max(1, (total + SIZE - 1) / SIZE));
        model.addAttribute("countWaiting", results.countUncollected());
        return "results/results";
    }

    @GetMapping("/cases/{number}/handover")
    String form(@PathVariable String number, Model model) {
        fill(cases.numberInAddress(number), model);
        return "results/handover";
    }

    @PostMapping("/cases/{number}/handover")
    ModelAndView handOver(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String collectorName,
            @RequestParam(defaultValue = "") String relation,
            @RequestParam(defaultValue = "false") boolean idChecked,
            @RequestParam(required = false) @Nullable MultipartFile signature,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            RedirectAttributes next) {
        CaseNumber found = cases.numberInAddress(number);
        try {
            results.handOver(
                    found,
                    new Collector(collectorName, relation, idChecked, signature(signature, user)),
                    user.displayName());
        } catch (PermanentException refused) {
            fill(found, model);
            model.addAttribute("refused", refused);
            model.addAttribute("collectorName", collectorName);
            model.addAttribute("relation", relation);
            model.addAttribute("idChecked", idChecked);
            return new ModelAndView("results/handover", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        next.addFlashAttribute("said", "said.delivered");
        return new ModelAndView("redirect:/cases/" + found);
    }

    private void fill(CaseNumber number, Model model) {
        model.addAttribute("one", desk.view(number));
        model.addAttribute(
                "applicantName", cases.applicant(cases.require(number)).name());
    }

    private @Nullable FileRef signature(@Nullable MultipartFile signature, SignedInUser user) {
        if (signature == null || signature.isEmpty()) {
            return null;
        }
        String name = signature.getOriginalFilename();
        try (var content = signature.getInputStream()) {
            return scans.receive(content, name == null ? "签名" : name, user.displayName());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
