package io.yilu.ops.simulation;

/** What the checker holds a run to, with the law of the exchange that it breaks. */
enum Law {
    LOST("law 1: what was committed arrives"),
    DUPLICATED("law 2: a message is applied once"),
    UNPROVEN("law 3: only a committed row is receipted"),
    REORDERED("law 4: the messages of a case are applied in their order"),
    CORRUPTED("law 6: what arrives is what was sent, byte for byte"),
    FORGED("law 8: a town speaks only for itself"),
    UNRETURNED("law 1: every decision comes home"),
    RESTLESS("law 3: once everything is healed, everything is receipted"),
    STUMBLED("the engine knows what it does");

    private final String words;

    Law(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
