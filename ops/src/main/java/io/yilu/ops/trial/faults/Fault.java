package io.yilu.ops.trial.faults;

import io.yilu.ops.trial.faults.Card.Way;

/**
 * One kind of trouble.
 *
 * @param side where it strikes
 */
public record Fault(Card card, Side side, Strike strike) {

    /** Whom it hits. */
    public enum Side {
        TOWN("a town"),
        /** Or all at once. */
        COUNTY("the county"),
        /** As the seed draws: the exchange promises the same in both directions. */
        EITHER("a town or the county");

        private final String words;

        Side(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Makes the trouble and heals it again; returns when the node that was hit is at work again. */
    @FunctionalInterface
    public interface Strike {
        void at(Scene scene) throws Exception;
    }

    static Fault ofTown(Card card, Strike strike) {
        return new Fault(card, Side.TOWN, strike);
    }

    static Fault ofCounty(Card card, Strike strike) {
        return new Fault(card, Side.COUNTY, strike);
    }

    /** The strike finds at {@link Scene#struck()} whom it hits. */
    static Fault ofEither(Card card, Strike strike) {
        return new Fault(card, Side.EITHER, strike);
    }

    /** What every trial's people do anyway, or what another test does. */
    static Fault notStruck(String name, String law, String from, Way way, String how) {
        return new Fault(new Card(name, law, from, way, how), Side.COUNTY, scene -> {
            throw new IllegalStateException(name + " is not struck by a trial");
        });
    }

    public String name() {
        return card.name();
    }
}
