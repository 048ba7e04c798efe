package io.yilu.township.catalogue;

import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.Item;
import io.yilu.schemas.catalogue.ItemSearch;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A catalogue version in force, with its search: what the township may take comes before what it may not. */
public final class ActiveCatalogue {

    private final Catalogue catalogue;
    private final ItemSearch own;
    private final ItemSearch others;

    ActiveCatalogue(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.own = new ItemSearch(catalogue, Item::isTownshipItem);
        this.others = new ItemSearch(catalogue, item -> !item.isTownshipItem());
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /** The best items for what was typed; those used more often first among equals. */
    public List<Item> search(String query, int limit, Map<String, Integer> timesUsed) {
        List<Item> first = own.search(query, limit, code -> timesUsed.getOrDefault(code, 0));
        if (first.size() >= limit || query.isBlank()) {
            return first;
        }
        return Stream.concat(first.stream(), others.search(query, limit - first.size()).stream())
                .toList();
    }
}
