package io.yilu.ops.simulation;

/** Wrong done beyond the engine's sight, so that the checker itself can be tested; production code cannot reach it. */
enum Sabotage {
    NONE,
    /** One message is marked applied but never done. */
    DROP,
    /** One message is done twice. */
    DOUBLE,
    /** Two messages of a case are done the other way round. */
    SWAP,
    /** One message is done with another content. */
    CORRUPT,
    /** One file is changed on the disk after it was found to be whole. */
    CORRUPT_FILE,
    /** One decision is marked applied but nobody at the town sees it. */
    HIDE_DECISION
}
