package io.yilu.ops.simulation;

import java.util.Arrays;
import java.util.BitSet;

/** The checker's own record of one case in one direction: what was said, in its order, and which of it was heard. */
final class Conversation {

    private final BitSet heard = new BitSet();
    private long[] said = new long[4];
    private int saidCount;

    /** What became of something that was heard. */
    enum Heard {
        IN_ORDER,
        /** Something before it was not heard yet: it is lost, or will come late. */
        AFTER_A_GAP,
        LATE,
        AGAIN,
        NEVER_SAID
    }

    void say(long content) {
        if (saidCount == said.length) {
            said = Arrays.copyOf(said, saidCount * 2);
        }
        said[saidCount++] = content;
    }

    Heard hear(long content) {
        int place = place(content);
        if (place < 0) {
            return Heard.NEVER_SAID;
        }
        if (heard.get(place)) {
            return Heard.AGAIN;
        }
        boolean late = heard.length() > place;
        heard.set(place);
        if (late) {
            return Heard.LATE;
        }
        return heard.nextClearBit(0) < place ? Heard.AFTER_A_GAP : Heard.IN_ORDER;
    }

    int unheard() {
        return saidCount - heard.cardinality();
    }

    /** The first that was not heard, from 1. */
    int firstUnheard() {
        return heard.nextClearBit(0) + 1;
    }

    private int place(long content) {
        // From the end: what was just said is what is most often heard.
        for (int i = saidCount - 1; i >= 0; i--) {
            if (said[i] == content) {
                return i;
            }
        }
        return -1;
    }
}
