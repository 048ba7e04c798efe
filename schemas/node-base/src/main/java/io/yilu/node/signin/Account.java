package io.yilu.node.signin;

import java.time.Duration;
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

    /** A lock that seems to last longer than locks do shows that the clock was set back; it is over then. */
    boolean isLockedAt(Instant now, Duration lockedFor) {
        return lockedUntil != null && lockedUntil.isAfter(now) && !lockedUntil.isAfter(now.plus(lockedFor));
    }

    SignedInUser asUser() {
        return new SignedInUser(username, displayName, roles, departmentCode);
    }
}
