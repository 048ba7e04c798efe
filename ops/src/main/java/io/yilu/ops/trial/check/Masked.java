package io.yilu.ops.trial.check;

/** Texts of which a node hides a part: what it shows must be that of the whole. */
final class Masked {

    private static final int STAR = '*';

    private Masked() {}

    /** Whether the shown text may be this one with some of its characters hidden. */
    static boolean fits(String whole, String shown) {
        int[] all = whole.codePoints().toArray();
        int[] seen = shown.codePoints().toArray();
        if (all.length != seen.length) {
            return false;
        }
        for (int i = 0; i < all.length; i++) {
            if (seen[i] != STAR && seen[i] != all[i]) {
                return false;
            }
        }
        return true;
    }
}
