package io.yilu.schemas.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Finds items as one types: by Chinese words, pinyin, initials, mixtures of these, everyday names and item numbers.
 *
 * <p>The query is cut at blanks; every word must match, in any order. A word scores by the best of:
 *
 * <ol>
 *   <li>item number: whole 1000, beginning 800, inside 300 (digits and hyphens only);
 *   <li>name: whole 950, beginning 700, in one piece inside 500, less one a character that stands before it;
 *   <li>everyday name (俗称): whole 900, beginning 650, inside 450; less its place among the items of that name in
 *       {@code aliases.csv}, so the item that is meant most often stands first there;
 *   <li>an everyday name within the word (低保户, 身份证丢了): 350;
 *   <li>name of the result 200, of the department 120;
 *   <li>characters or initials picked out of the name in order, with gaps: 100 less the gaps. This finds 农低 and
 *       would bury the good hits if it scored higher; it adds to the fourth, so that 农低保 means the rural one.
 * </ol>
 *
 * <p>What is found only by an unusual reading of a polyphone scores 200 less: 丢身份证 answers to dj, but after 登记.
 *
 * <p>Equal sums are ordered by how often the item was used, then township items first, shorter names first, then the order of
 * the catalogue. The index is built once; a search looks at every item and stays in the low milliseconds.
 */
public final class ItemSearch {

    private static final int NUMBER_WHOLE = 1000;
    private static final int NUMBER_START = 800;
    private static final int NUMBER_INSIDE = 300;
    private static final Weights NAME = new Weights(950, 700, 500);
    private static final Weights ALIAS = new Weights(900, 650, 450);
    private static final int ALIAS_WITHIN_WORD = 350;
    private static final int RESULT = 200;
    private static final int DEPARTMENT = 120;
    private static final int PICKED = 100;
    private static final int UNUSUAL_READING = 200;
    private static final int LONGEST_QUERY = 100;

    private final List<Entry> entries;

    public ItemSearch(Catalogue catalogue) {
        this(catalogue, item -> true);
    }

    /** Over some of the items, such as those a township may take. */
    public ItemSearch(Catalogue catalogue, Predicate<Item> included) {
        this.entries = catalogue.items().stream()
                .filter(included)
                .map(item -> Entry.of(catalogue, item))
                .toList();
    }

    /** The best {@code limit} items, best first; for a blank query the first of the catalogue. */
    public List<Item> search(String query, int limit) {
        return search(query, limit, code -> 0);
    }

    /** As {@link #search(String, int)}; of equal hits the one used more often comes first, also for a blank query. */
    public List<Item> search(String query, int limit, ToIntFunction<String> timesUsed) {
        List<String> words = words(query);
        List<Hit> hits = new ArrayList<>();
        for (Entry entry : entries) {
            int score = entry.score(words);
            if (score > 0 || words.isEmpty()) {
                hits.add(new Hit(entry, score, timesUsed.applyAsInt(entry.item().code())));
            }
        }
        Comparator<Hit> order = Comparator.comparingInt(Hit::score)
                .thenComparingInt(Hit::timesUsed)
                .reversed();
        if (!words.isEmpty()) {
            order = order.thenComparing(hit -> !hit.entry().item().isTownshipItem())
                    .thenComparingInt(hit -> hit.entry().item().name().length());
        }
        return hits.stream()
                .sorted(order)
                .limit(limit)
                .map(hit -> hit.entry().item())
                .toList();
    }

    private static List<String> words(String query) {
        String normal = PhoneticText.normalise(query.substring(0, Math.min(query.length(), LONGEST_QUERY)));
        return List.of(normal.split("[^\\p{L}\\p{N}-]+")).stream()
                .filter(word -> word.matches(".*[\\p{L}\\p{N}].*"))
                .toList();
    }

    private record Hit(Entry entry, int score, int timesUsed) {}

    /** A text that can be the whole of what is meant. */
    private record Name(PhoneticText usual, PhoneticText any) {

        static Name of(String text) {
            PhoneticText any = new PhoneticText(text);
            return new Name(any.usual(), any);
        }

        int score(String word, Weights weights) {
            int score = score(usual, word, weights);
            return score > 0 ? score : Math.max(0, score(any, word, weights) - UNUSUAL_READING);
        }

        private static int score(PhoneticText text, String word, Weights weights) {
            int at = text.find(word);
            if (at < 0) {
                return 0;
            }
            if (text.isWhole(word)) {
                return weights.whole();
            }
            return at == 0 ? weights.start() : weights.inside() - at;
        }
    }

    private record Weights(int whole, int start, int inside) {}

    /** A name that counts for less the further down it stands in the table. */
    private record AliasName(Name name, int rank) {}

    private record Entry(Item item, Name name, PhoneticText result, PhoneticText department, List<AliasName> aliases) {

        static Entry of(Catalogue catalogue, Item item) {
            Department department = catalogue.departmentOf(item);
            return new Entry(
                    item,
                    Name.of(item.name()),
                    new PhoneticText(item.resultName()),
                    new PhoneticText(department.name()),
                    aliases(catalogue, item));
        }

        private static List<AliasName> aliases(Catalogue catalogue, Item item) {
            return catalogue.aliases().stream()
                    .filter(alias -> alias.item().equals(item.code()))
                    .map(alias -> new AliasName(Name.of(alias.alias()), rank(catalogue, alias)))
                    .toList();
        }

        private static int rank(Catalogue catalogue, Alias alias) {
            return catalogue.aliases().stream()
                    .filter(other -> other.alias().equals(alias.alias()))
                    .map(Alias::item)
                    .collect(Collectors.toList())
                    .indexOf(alias.item());
        }

        /** 0 when any word is not found. */
        int score(List<String> words) {
            int sum = 0;
            for (String word : words) {
                int score = score(word);
                if (score == 0) {
                    return 0;
                }
                sum += score;
            }
            return sum;
        }

        private int score(String word) {
            int best = Math.max(name.score(word, NAME), aliasScore(word));
            if (word.matches("[0-9-]+")) {
                best = Math.max(best, numberScore(word));
            }
            return best > 0 ? best : lesserScore(word);
        }

        /** What is looked at only when neither number nor names have the word. */
        private int lesserScore(String word) {
            int within = aliases.stream()
                    .filter(alias -> alias.name().any().standsIn(word))
                    .mapToInt(alias -> ALIAS_WITHIN_WORD - alias.rank())
                    .max()
                    .orElse(0);
            if (within == 0 && result.find(word) >= 0) {
                return RESULT;
            }
            if (within == 0 && department.find(word) >= 0) {
                return DEPARTMENT;
            }
            int gaps = name.any().gaps(word);
            return within + (gaps < 0 ? 0 : Math.max(1, PICKED - gaps));
        }

        private int numberScore(String word) {
            String digits = word.replace("-", "");
            String code = item.code().replace("-", "");
            if (digits.isEmpty() || !code.contains(digits)) {
                return 0;
            }
            if (code.equals(digits)) {
                return NUMBER_WHOLE;
            }
            return code.startsWith(digits) ? NUMBER_START : NUMBER_INSIDE;
        }

        private int aliasScore(String word) {
            int best = 0;
            for (AliasName alias : aliases) {
                int score = alias.name().score(word, ALIAS);
                best = Math.max(best, score == 0 ? 0 : score - alias.rank());
            }
            return best;
        }
    }
}
