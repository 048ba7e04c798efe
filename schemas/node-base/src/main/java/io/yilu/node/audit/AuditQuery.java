package io.yilu.node.audit;

/**
 * Which entries to show, newest first.
 *
 * @param text an account, an address, or the beginning of a subject; empty for all
 * @param act label of one {@link Act}; empty for all
 * @param page from 0
 */
record AuditQuery(String text, String act, int page, int size) {

    private static final int MOST = 200;
    private static final int LAST_PAGE = 100_000;

    AuditQuery {
        text = text.strip();
        act = act.strip();
        page = Math.min(LAST_PAGE, Math.max(0, page));
        size = Math.min(MOST, Math.max(1, size));
    }
}
