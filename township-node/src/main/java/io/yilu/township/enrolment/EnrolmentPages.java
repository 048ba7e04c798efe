package io.yilu.township.enrolment;

import io.yilu.schemas.failure.YiluException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 入网: whether the county knows this site, and the field for its code. */
@Controller
class EnrolmentPages {

    private static final String ADDRESS = "/enrolment";

    private final Enrolment enrolment;

    EnrolmentPages(Enrolment enrolment) {
        this.enrolment = enrolment;
    }

    @GetMapping(ADDRESS)
    String standing(Model model) {
        model.addAttribute("standing", enrolment.standing());
        return "enrolment/enrolment";
    }

    /** Why it failed is in the standing, which the next page shows. */
    @PostMapping(ADDRESS)
    String enrol(@RequestParam String code, RedirectAttributes next) {
        try {
            enrolment.enrol(code);
            next.addFlashAttribute("done", true);
        } catch (YiluException failure) {
            next.addFlashAttribute("done", false);
        }
        return "redirect:" + ADDRESS;
    }
}
