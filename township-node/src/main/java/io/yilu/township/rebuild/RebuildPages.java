package io.yilu.township.rebuild;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The button of the line page with which IT staff end the wait for files that do not come. */
@Controller
class RebuildPages {

    private final GoingOn goingOn;

    RebuildPages(GoingOn goingOn) {
        this.goingOn = goingOn;
    }

    @PostMapping("/line/recovery/files")
    String goOn(@RequestParam String reason, RedirectAttributes next) {
        next.addFlashAttribute("said", goingOn.withoutFiles(reason) ? "said.filesGivenUp" : "said.filesNotAwaited");
        return "redirect:/line";
    }
}
