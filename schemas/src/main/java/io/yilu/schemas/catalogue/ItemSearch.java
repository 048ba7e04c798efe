package io.yilu.schemas.catalogue;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Finds items as one types. */
public final class ItemSearch {

    public ItemSearch(Catalogue catalogue) {
        this(catalogue, item -> true);
    }

    /** Over some of the items, such as those a township may take. */
    public ItemSearch(Catalogue catalogue, Predicate<Item> included) {}

    /** The best {@code limit} items, best first; all of them in catalogue order for a blank query. */
    public List<Item> search(String query, int limit) {
        return search(query, limit, code -> 0);
    }

    /** As {@link #search(String, int)}; between equals the one used more often comes first. */
    public List<Item> search(String query, int limit, ToIntFunction<String> timesUsed) {
        throw new UnsupportedOperationException();
    }
}
