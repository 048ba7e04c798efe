package io.yilu.desk.audit;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Ends an alarm from the page of the log, which shows them. */
@Controller
class AnchorAlarmPage {

    private final OpenAnchorAlarms alarms;

    AnchorAlarmPage(OpenAnchorAlarms alarms) {
        this.alarms = alarms;
    }

    @PostMapping("/audit/alarms/{site}/end")
    String end(@PathVariable String site, @RequestParam(defaultValue = "") String reason) {
        alarms.end(site, reason);
        return "redirect:/audit";
    }
}
