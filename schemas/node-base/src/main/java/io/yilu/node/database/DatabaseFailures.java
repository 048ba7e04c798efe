package io.yilu.node.database;

import io.yilu.schemas.failure.PermanentException;

/** What can go wrong with the embedded server, and what to do. */
final class DatabaseFailures {

    private DatabaseFailures() {}

    static PermanentException cannotUnpack(Object where, Throwable cause) {
        return with(
                cause,
                "YILU-DB-001",
                "The database server cannot be unpacked to " + where + ": " + cause.getMessage() + ".",
                "Check the free space (400 MB) and the permissions there, or set yilu.database.server-dir.");
    }

    static PermanentException cannotInitialise(Object log, Throwable cause) {
        return with(
                cause,
                "YILU-DB-002",
                "The database's files cannot be made: " + cause.getMessage() + ".",
                "Read " + log + "; check the free space of the data directory.");
    }

    static PermanentException cannotStart(String why, Object log) {
        return new PermanentException(
                "YILU-DB-003",
                "The database did not start: " + why,
                "Read the end of " + log + "; runbook: database does not start.");
    }

    static PermanentException notStopping(long pid) {
        return new PermanentException(
                "YILU-DB-004",
                "The database process " + pid + " left behind by an earlier run does not end.",
                "End process " + pid + " by hand, then start the node again.");
    }

    private static PermanentException with(Throwable cause, String code, String what, String whatToDo) {
        PermanentException failure = new PermanentException(code, what, whatToDo);
        failure.initCause(cause);
        return failure;
    }
}
