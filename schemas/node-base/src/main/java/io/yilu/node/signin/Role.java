package io.yilu.node.signin;

/** What an account is for; an account may have several. */
public enum Role {
    /** Accepts applications at a township's window. */
    CLERK,
    /** Reviews and decides for one department of the county. */
    REVIEWER,
    /** Watches and repairs routes and machines. */
    IT,
    /** Manages accounts and the catalogue. */
    ADMIN
}
