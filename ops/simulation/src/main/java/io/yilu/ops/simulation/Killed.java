package io.yilu.ops.simulation;

/** The process dies here: no catch of the engine may see it, no finally may reach a port any more. */
final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    Killed() {
        super("killed", null, false, false);
    }
}
