package io.yilu.ops.simulation;

/** One strike of the schedule: whether it has begun, and whether it has met anything. Only what met something counts. */
final class Blow {

    private boolean begun;
    private boolean met;

    /** There is something that it may meet from now on. */
    void begins() {
        begun = true;
    }

    /** Something was hindered, spoilt or ended by it. */
    void meets() {
        begun = true;
        met = true;
    }

    boolean hasBegun() {
        return begun;
    }

    boolean hasMet() {
        return met;
    }
}
