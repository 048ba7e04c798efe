package io.yilu.ops.simulation;

import java.time.Instant;

/** What every node of a world shares. */
record Surroundings(Timeline timeline, Roads roads, Checker checker, Trace trace, Saboteur saboteur, Reviews reviews) {

    /** What a node does at once when it hears something. */
    @FunctionalInterface
    interface Reviews {
        void heard(SimulatedNode node, String subject, Instant written);
    }
}
