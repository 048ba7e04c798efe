package io.yilu.township.casefile;

import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.node.pages.FormView;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.form.FormSchema;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.cases.CaseQuery;
import io.yilu.township.cases.CaseRow;
import io.yilu.township.catalogue.Catalogues;
import io.yilu.township.intake.ApplicationCheck;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of cases and the page of one case; both renew themselves when a case moves. */
@Controller
class CasePages {

    private static final int SIZE = 20;

    private final CaseDesk desk;
    private final CaseBook cases;
    private final Catalogues catalogues;
    private final AuditLog auditLog;

    CasePages(CaseDesk desk, CaseBook cases, Catalogues catalogues, AuditLog auditLog) {
        this.desk = desk;
        this.cases = cases;
        this.catalogues = catalogues;
        this.auditLog = auditLog;
    }

    @GetMapping("/cases")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "all") String show,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "0") int page,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        CaseChip chip = CaseChip.addressed(show);
        boolean mine = by.equals("me");
        CaseDesk.Lines lines =
                desk.lines(new CaseQuery(q, chip.states(), mine ? user.displayName() : null, page, SIZE));
        Map<CaseState, Long> counts = cases.countByState();
        model.addAttribute("q", q.strip());
        model.addAttribute("chip", chip);
        model.addAttribute("chips", CaseChip.values());
        model.addAttribute("counts", CaseChip.counts(counts));
        model.addAttribute("mine", mine);
        model.addAttribute("lines", lines);
        return "casefile/cases";
    }

    @GetMapping("/cases/{number}")
    String one(@PathVariable String number, Model model) {
        CaseNumber found = cases.numberInAddress(number);
        CaseView view = desk.view(found);
        model.addAttribute("one", view);
        model.addAttribute("word", desk.line(found));
        model.addAttribute("role", cases.require(found).townshipRole());
        model.addAttribute("looks", auditLog.looksAt(found.value(), Act.CASE_SEEN));
        return "casefile/case";
    }

    /** The form and the applicant in full: a deliberate click, which is written down. */
    @PostMapping("/cases/{number}/full")
    String full(@PathVariable String number, Model model) {
        CaseNumber found = cases.numberInAddress(number);
        CaseRow row = cases.require(found);
        auditLog.record(Act.CASE_SEEN, found.value(), "申请人和申请表");
        Catalogue catalogue = catalogues.version(row.catalogueVersion());
        FormSchema form =
                ApplicationCheck.formFor(catalogue, catalogue.requireItem(row.itemCode()), row.applicantKind());
        model.addAttribute("applicant", cases.applicant(row));
        model.addAttribute("form", FormView.of(form, cases.form(row)));
        return "casefile/full :: full";
    }
}
