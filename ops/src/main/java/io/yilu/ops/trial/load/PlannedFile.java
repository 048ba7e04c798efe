package io.yilu.ops.trial.load;

/**
 * A scan that is made when it is needed, always the same bytes.
 *
 * @param material the material of the item that it belongs to
 * @param seed of its content: two files of one seed and size are one file
 * @param bytes about how big it is
 */
record PlannedFile(int material, String name, long seed, int bytes) {}
