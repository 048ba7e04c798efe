package io.yilu.ops.simulation;

/**
 * A law that did not hold, and where.
 *
 * @param step the number of the happening after which it was noticed
 * @param subject the case, or empty if it concerns none
 */
record LawBroken(Law law, long step, String subject, String text) {

    @Override
    public String toString() {
        return law.words() + " — broken at step " + step + ": " + text;
    }
}
