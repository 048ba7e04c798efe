package io.yilu.node.signin;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of node_account. */
record Account(
        String username,
        String displayName,
        String passwordHash,
        Set<Role> roles,
        @Nullable String departmentCode,
        int failures,
        @Nullable Instant lockedUntil,
        boolean mustChangePassword,
        boolean enabled) {

    boolean isLockedAt(Instant now) {
        return lockedUntil != null && lockedUntil.isAfter(now);
    }

    SignedInUser asUser() {
        return new SignedInUser(username, displayName, roles, departmentCode);
    }
}
