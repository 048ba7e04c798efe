package io.yilu.node.problem;

import java.io.IOException;

/** A request body beyond the limit of its kind. */
final class BodyTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLarge(long limit) {
        super("The request body has more than " + limit + " bytes");
    }
}
