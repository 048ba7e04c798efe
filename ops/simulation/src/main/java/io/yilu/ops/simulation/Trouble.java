package io.yilu.ops.simulation;

import java.util.ArrayList;
import java.util.List;

/** What goes wrong for a while, by one blow or by several at once. */
final class Trouble {

    private final List<Blow> blows = new ArrayList<>(2);

    void begin(Blow blow) {
        blow.begins();
        blows.add(blow);
    }

    void end(Blow blow) {
        blows.remove(blow);
    }

    void heal() {
        blows.clear();
    }

    /** Whether it is there; who asks is hindered by it then. */
    boolean hinders() {
        if (blows.isEmpty()) {
            return false;
        }
        blows.forEach(Blow::meets);
        return true;
    }
}
