package io.yilu.township.items;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Items over the HTTP API. */
@RestController
@RequestMapping("/api/v1/items")
@Tag(name = "items", description = "The catalogue in force")
class ItemApi {

    private static final int MOST = 100;

    private final Items items;

    ItemApi(Items items) {
        this.items = items;
    }

    @GetMapping
    @Operation(summary = "Find items by Chinese words, pinyin initials or code")
    ItemList search(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "20") int size) {
        return new ItemList(items.search(q, Math.min(MOST, Math.max(1, size))));
    }

    @GetMapping("/{code}")
    @Operation(summary = "What an item needs: materials, form, limits, fee")
    ItemDetail detail(@PathVariable String code) {
        return items.detail(code);
    }

    /** The answer of a search. */
    record ItemList(List<ItemView> items) {

        ItemList {
            items = List.copyOf(items);
        }
    }
}
