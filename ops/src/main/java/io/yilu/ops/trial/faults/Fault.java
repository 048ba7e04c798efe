package io.yilu.ops.trial.faults;

import io.yilu.ops.trial.faults.Card.Way;

/**
 * One kind of trouble.
 *
 * @param isTowns whether it hits one town; otherwise it hits the county or all
 */
public record Fault(Card card, boolean isTowns, Strike strike) {

    /** Makes the trouble and heals it again; returns when the node that was hit is at work again. */
    @FunctionalInterface
    public interface Strike {
        void at(Scene scene) throws Exception;
    }

    static Fault ofTown(Card card, Strike strike) {
        return new Fault(card, true, strike);
    }

    static Fault ofCounty(Card card, Strike strike) {
        return new Fault(card, false, strike);
    }

    /** What every trial's people do anyway, or what another test does. */
    static Fault notStruck(String name, String law, String from, Way way, String how) {
        return new Fault(new Card(name, law, from, way, how), false, scene -> {
            throw new IllegalStateException(name + " is not struck by a trial");
        });
    }

    public String name() {
        return card.name();
    }
}
