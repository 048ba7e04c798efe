package io.yilu.ops.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** What goes wrong so many times. */
final class CountedTrouble {

    private final Deque<Blow> blows = new ArrayDeque<>();

    void add(Blow blow, int times) {
        blow.begins();
        for (int i = 0; i < times; i++) {
            blows.add(blow);
        }
    }

    void heal() {
        blows.clear();
    }

    /** Whether it goes wrong this time. */
    boolean hinders() {
        Blow blow = blows.poll();
        if (blow == null) {
            return false;
        }
        blow.meets();
        return true;
    }
}
