package io.yilu.node.signin;

import java.io.Serializable;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking; controllers take it as {@code @AuthenticationPrincipal SignedInUser}.
 *
 * @param departmentCode the reviewer's department, null for those who belong to none
 */
public record SignedInUser(
        String username,
        String displayName,
        Set<Role> roles,
        @Nullable String departmentCode) implements Principal, Serializable {

    public SignedInUser {
        roles = Set.copyOf(roles);
    }

    /** The user name, under which Spring Security and the access log know this user. */
    @Override
    public String getName() {
        return username;
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
