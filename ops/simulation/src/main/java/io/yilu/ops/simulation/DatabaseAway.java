package io.yilu.ops.simulation;

/** What a database says that is away or gave up a transaction; another attempt may succeed. */
final class DatabaseAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseAway() {
        super("the database does not answer", null, false, false);
    }
}
