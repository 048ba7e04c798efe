package io.yilu.township.items;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Finding items as one types, and what an item needs. */
@Controller
class ItemPages {

    private static final int SHOWN = 12;

    private final Items items;

    ItemPages(Items items) {
        this.items = items;
    }

    @GetMapping("/items")
    String search(
            @RequestParam(defaultValue = "") String q,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
            Model model) {
        model.addAttribute("q", q);
        model.addAttribute("items", items.search(q, SHOWN));
        return part ? "items/search :: results" : "items/items";
    }

    @GetMapping("/items/{code}")
    String item(@PathVariable String code, Model model) {
        model.addAttribute("item", items.detail(code));
        return "items/item";
    }
}
