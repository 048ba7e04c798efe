package io.yilu.node.audit;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 审计: the log, searched and paged; verify now, export, and what is kept of the other nodes' logs. */
@Controller
class AuditPage {

    private static final int SIZE = 50;

    private final AuditReport report;
    private final AuditAnchors anchors;
    private final ObjectProvider<AnchorAlarms> alarms;

    AuditPage(AuditReport report, AuditAnchors anchors, ObjectProvider<AnchorAlarms> alarms) {
        this.report = report;
        this.anchors = anchors;
        this.alarms = alarms;
    }

    @GetMapping("/audit")
    String log(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        AuditQuery query = new AuditQuery(q, act, page, SIZE);
        model.addAttribute("query", query);
        model.addAttribute("acts", Act.values());
        model.addAttribute("listing", report.page(query));
        model.addAttribute("gaps", anchors.gaps());
        model.addAttribute("anchors", anchors.all());
        model.addAttribute(
                "alarms", alarms.stream().flatMap(some -> some.open().stream()).toList());
        return "node/audit";
    }

    @PostMapping("/audit/verification")
    String verify(RedirectAttributes next) {
        next.addFlashAttribute("verdict", report.verify());
        return "redirect:/audit";
    }

    @GetMapping("/audit/export")
    ResponseEntity<StreamingResponseBody> export() {
        return AuditApi.exported(report);
    }
}
