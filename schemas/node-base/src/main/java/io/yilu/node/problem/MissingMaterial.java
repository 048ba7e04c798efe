package io.yilu.node.problem;

/** A required material that no file was given for. */
public record MissingMaterial(int seq, String name) {}
