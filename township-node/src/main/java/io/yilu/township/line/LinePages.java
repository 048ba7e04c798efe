package io.yilu.township.line;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of the line, and the lamp that every page fetches again when the link moved. */
@Controller
class LinePages {

    private final Lamp lamp;

    LinePages(Lamp lamp) {
        this.lamp = lamp;
    }

    @GetMapping("/line")
    String line(Model model) {
        model.addAttribute("link", lamp.now());
        return "line/line";
    }

    @GetMapping("/line/lamp")
    String lamp() {
        return "line/lamp :: lamp";
    }
}
