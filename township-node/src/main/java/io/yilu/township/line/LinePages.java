package io.yilu.township.line;

import io.yilu.township.enrolment.Enrolment;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of the line, and the lamp that every page fetches again when the link moved. */
@Controller
class LinePages {

    private final Lamp lamp;
    private final Enrolment enrolment;

    LinePages(Lamp lamp, Enrolment enrolment) {
        this.lamp = lamp;
        this.enrolment = enrolment;
    }

    @GetMapping("/line")
    String line(Model model) {
        model.addAttribute("link", lamp.now());
        model.addAttribute("enrolment", enrolment.standing());
        return "line/line";
    }

    @GetMapping("/line/lamp")
    String lamp() {
        return "line/lamp :: lamp";
    }
}
