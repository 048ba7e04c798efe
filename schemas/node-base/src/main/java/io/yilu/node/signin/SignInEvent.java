package io.yilu.node.signin;

/**
 * Something happened to an account; published as a Spring application event in the thread of the request.
 *
 * @param username as in the list of accounts
 */
public record SignInEvent(Kind kind, String username) {

    /** What happened. */
    public enum Kind {
        SIGNED_IN,
        TOKEN_ISSUED,
        /** Too many wrong passwords. */
        LOCKED,
        PASSWORD_CHANGED
    }
}
