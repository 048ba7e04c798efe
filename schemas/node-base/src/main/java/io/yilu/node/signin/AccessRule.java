package io.yilu.node.signin;

import java.util.Set;

/**
 * Who may open the paths of one pattern.
 *
 * @param pattern a Spring path pattern, such as {@code /routes/**}
 * @param roles any of these; none means everybody, signed in or not
 */
public record AccessRule(String pattern, Set<Role> roles) {

    public AccessRule {
        roles = Set.copyOf(roles);
    }

    /** For these roles only. */
    public static AccessRule only(String pattern, Role... roles) {
        if (roles.length == 0) {
            throw new IllegalArgumentException("Name the roles of " + pattern + ", or say open(pattern)");
        }
        return new AccessRule(pattern, Set.of(roles));
    }

    /** For everybody, also without signing in. */
    public static AccessRule open(String pattern) {
        return new AccessRule(pattern, Set.of());
    }
}
