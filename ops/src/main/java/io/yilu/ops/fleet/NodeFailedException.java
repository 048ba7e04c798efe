package io.yilu.ops.fleet;

import java.util.List;

/** A node did not become ready; carries the last lines of its log. */
public final class NodeFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final List<String> logTail;

    public NodeFailedException(String what, List<String> logTail) {
        super(what);
        this.logTail = List.copyOf(logTail);
    }

    public List<String> logTail() {
        return logTail;
    }
}
