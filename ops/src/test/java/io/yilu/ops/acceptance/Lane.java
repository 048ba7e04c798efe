package io.yilu.ops.acceptance;

/**
 * Two acceptance tests run side by side, one of each lane: they wait for nodes and lines more than they compute, and two
 * fleets are what two processors carry. Those of one lane follow one another.
 */
final class Lane {

    /** Tests that start and end nodes of their own again and again. */
    static final String STARTS = "io.yilu.ops.acceptance.starts";

    /** Tests of the pages and of the way of a case. */
    static final String PAGES = "io.yilu.ops.acceptance.pages";

    private Lane() {}
}
