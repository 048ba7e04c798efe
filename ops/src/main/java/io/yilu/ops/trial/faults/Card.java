package io.yilu.ops.trial.faults;

/**
 * What is to be known of a fault.
 *
 * @param name as on the command line
 * @param law the laws of the exchange that it attacks
 * @param from the words of the design that ask for it
 * @param way how near to the real thing it is
 * @param how how it is made
 */
public record Card(String name, String law, String from, Way way, String how) {

    /** How near a trial comes. */
    public enum Way {
        /** The thing itself. */
        EXACT("exact"),
        /** As near as can be made here; {@link Card#how()} says what differs. */
        NEAR("approximation"),
        /** Part of what the people of every trial do. */
        LOAD("part of the load"),
        /** Not made here; {@link Card#how()} names the test that does. */
        ELSEWHERE("elsewhere");

        private final String word;

        Way(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Whether a trial strikes with it. */
    public boolean isStruck() {
        return way == Way.EXACT || way == Way.NEAR;
    }
}
