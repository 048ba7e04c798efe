package io.yilu.ops.fleet;

import java.util.List;

/** Someone else listens where the fleet wants to; nothing was started. */
public final class PortsTakenException extends Exception {

    private static final long serialVersionUID = 1L;

    PortsTakenException(List<String> each) {
        super(String.join("\n", each));
    }
}
