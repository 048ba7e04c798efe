package io.yilu.ops.simulation;

import io.yilu.ops.simulation.Roads.Parcel;
import io.yilu.sync.engine.Spoken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** How frames come to a node's process: at once, again where it refused them, or later where the broker kept them for it. */
final class Deliveries {

    private static final int ATTEMPTS = 5;

    private final SimulatedNode node;
    private final Surroundings world;
    private final SplittableRandom random;
    private final List<Parcel> waitingAtTheBroker = new ArrayList<>();

    Deliveries(SimulatedNode node, Surroundings world, SplittableRandom random) {
        this.node = node;
        this.world = world;
        this.random = random;
    }

    void take(Parcel parcel) {
        take(parcel, ATTEMPTS);
    }

    /** A process has come up, or is on the line again. */
    void takeWhatWaited() {
        List<Parcel> waited = List.copyOf(waitingAtTheBroker);
        waitingAtTheBroker.clear();
        waited.forEach(parcel -> world.timeline().after(Duration.ofMillis(random.nextInt(20_000)), () -> take(parcel)));
    }

    /** The broker has lost what it kept. */
    void forget() {
        waitingAtTheBroker.clear();
    }

    private void take(Parcel parcel, int attempts) {
        if (!node.isUp() || node.hasHungUp()) {
            // The broker keeps some; others were under way to a connection that is gone.
            if (random.nextBoolean()) {
                waitingAtTheBroker.add(parcel);
            }
            return;
        }
        world.trace().frame("arrives", parcel);
        node.whileUp(process -> {
            try {
                process.received(parcel.from(), new Spoken(parcel.session(), parcel.open()));
            } catch (RuntimeException refused) {
                world.trace().frame("is refused (" + refused.getMessage() + ")", parcel);
                if (attempts > 1) {
                    world.timeline().after(Duration.ofSeconds(1), () -> take(parcel, attempts - 1));
                }
            }
        });
        if (!node.isUp() && random.nextBoolean()) {
            // Not acknowledged: the broker brings it to the next process.
            waitingAtTheBroker.add(parcel);
        }
    }
}
