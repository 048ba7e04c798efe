package io.yilu.ops.simulation;

import io.yilu.sync.engine.EncodedFrame;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.Spoken;
import java.util.HashMap;
import java.util.Map;

/**
 * Greetings as of a release that packs no frames, so that nobody packs frames for it. Packing has tests of its own, and would
 * take a quarter of the time: loading the dictionary costs more than all else that is done to a small frame.
 */
final class PlainSpeech {

    /** Stands among the versions of a greeting; see docs/protocol.md. */
    private static final String DICTIONARY = "frame-dictionary";

    /** Of so many worlds one packs. */
    private static final int PACKING_WORLDS = 5;

    private PlainSpeech() {}

    /** Whether the nodes of this world speak plainly; given by its seed alone. */
    static boolean isSpokenIn(Plan plan) {
        return Math.floorMod(plan.seed(), PACKING_WORLDS) != 0;
    }

    static EncodedFrame of(EncodedFrame said) {
        if (!(said.frame() instanceof Frame.Hello hello)) {
            return said;
        }
        Map<String, Integer> versions = new HashMap<>(hello.versions());
        versions.remove(DICTIONARY);
        return EncodedFrame.of(new Spoken(
                said.session(),
                new Frame.Hello(
                        hello.session(),
                        hello.answerTo(),
                        hello.self(),
                        hello.protocol(),
                        versions,
                        hello.receipt(),
                        hello.written(),
                        hello.clock())));
    }
}
