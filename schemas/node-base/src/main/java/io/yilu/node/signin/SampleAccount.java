package io.yilu.node.signin;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An account of the demo; its password is {@link SampleAccounts#PASSWORD}. */
public record SampleAccount(
        String username,
        String displayName,
        Set<Role> roles,
        @Nullable String departmentCode) {

    public static SampleAccount of(String username, String displayName, Role role) {
        return new SampleAccount(username, displayName, Set.of(role), null);
    }
}
