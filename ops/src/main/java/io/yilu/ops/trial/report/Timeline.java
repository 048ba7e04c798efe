package io.yilu.ops.trial.report;

import java.util.ArrayList;
import java.util.List;

/** What struck when, and what it did. */
public final class Timeline {

    /** How a strike says that it met nothing. */
    public static final String MISSED = "missed: ";

    private final List<Strike> strikes = new ArrayList<>();

    /** A fault from its beginning to its end. */
    public static final class Strike {
        private final int number;
        private final String fault;
        private final String node;
        private final long fromMillis;
        private final List<String> did = new ArrayList<>();
        private long toMillis = -1;
        private String failure = "";

        private Strike(int number, String fault, String node, long fromMillis) {
            this.number = number;
            this.fault = fault;
            this.node = node;
            this.fromMillis = fromMillis;
        }

        public int number() {
            return number;
        }

        public String fault() {
            return fault;
        }

        public String node() {
            return node;
        }

        public long fromMillis() {
            return fromMillis;
        }

        /** -1 while it lasts. */
        public synchronized long toMillis() {
            return toMillis;
        }

        public synchronized List<String> did() {
            return List.copyOf(did);
        }

        /** Why it could not be made or healed; empty if it could. */
        public synchronized String failure() {
            return failure;
        }

        /** Whether there was something that it struck at. */
        public boolean hasMet() {
            return did().stream().noneMatch(what -> what.startsWith(MISSED));
        }

        public synchronized void say(String what) {
            did.add(what);
        }

        public synchronized void end(long atMillis, String why) {
            toMillis = atMillis;
            failure = why;
        }
    }

    public synchronized Strike begin(int number, String fault, String node, long atMillis) {
        Strike strike = new Strike(number, fault, node, atMillis);
        strikes.add(strike);
        return strike;
    }

    public synchronized List<Strike> strikes() {
        return List.copyOf(strikes);
    }

    /** Those that struck; not those that met nothing. */
    public long made() {
        return strikes().stream().filter(Timeline::isMade).count();
    }

    /** Which of these faults have not struck. */
    public List<String> notStruck(List<String> faults) {
        List<String> missing = new ArrayList<>(faults);
        strikes().stream().filter(Timeline::isMade).forEach(strike -> missing.remove(strike.fault()));
        return missing;
    }

    private static boolean isMade(Strike strike) {
        return strike.toMillis() >= 0 && strike.failure().isEmpty() && strike.hasMet();
    }

    public List<Strike> failed() {
        return strikes().stream()
                .filter(strike -> strike.toMillis() < 0 || !strike.failure().isEmpty())
                .toList();
    }
}
