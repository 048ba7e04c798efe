package io.yilu.ops.acceptance;

/**
 * Two acceptance tests run side by side, one of each lane: they wait for nodes and lines more than they compute, and two
 * fleets are what two processors carry. Those of one lane follow one another.
 */
final class Lane {

    /** Tests that rebuild, restore and strike nodes of their own. */
    static final String STARTS = "io.yilu.ops.acceptance.starts";

    /** Tests of the pages, of the way of a case and of the demo. */
    static final String PAGES = "io.yilu.ops.acceptance.pages";

    private Lane() {}
}
