package io.yilu.schemas.payload;

import io.yilu.schemas.exchange.Payload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All accounts of a township as they stand, for the county to keep: on a new machine the clerks sign in as before. The county
 * does nothing else with them; nobody can sign in there by them.
 */
public record AccountsKept(List<KeptAccount> accounts) implements Payload {

    public AccountsKept {
        accounts = List.copyOf(accounts);
    }

    /**
     * One account.
     *
     * @param passwordHash slow and salted (bcrypt)
     * @param roles what it may do, by the names that the township knows
     * @param departmentCode null at a township
     */
    public record KeptAccount(
            String username,
            String displayName,
            String passwordHash,
            List<String> roles,
            @Nullable String departmentCode,
            boolean mustChangePassword,
            boolean enabled) {

        public KeptAccount {
            roles = List.copyOf(roles);
        }

        /** Without the hash, which has no place in a log. */
        @Override
        public String toString() {
            return username + roles;
        }
    }
}
