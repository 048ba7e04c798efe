package io.yilu.node.signin;

import io.yilu.schemas.payload.AccountsKept;
import io.yilu.schemas.payload.AccountsKept.KeptAccount;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of this node as another node keeps them, and their return on a new machine. */
public class KeptAccounts {

    private final AccountTable accounts;

    KeptAccounts(AccountTable accounts) {
        this.accounts = accounts;
    }

    /** All accounts as they stand, in the order of their names. */
    public AccountsKept asTheyStand() {
        return new AccountsKept(accounts.all().stream().map(KeptAccounts::kept).toList());
    }

    /** Makes the accounts what they were: whatever else has come in since is gone, its tokens with it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void bringBack(AccountsKept kept) {
        if (kept.accounts().isEmpty()) {
            return;
        }
        accounts.removeAllBut(
                kept.accounts().stream().map(KeptAccount::username).toList());
        kept.accounts().stream().map(KeptAccounts::account).forEach(accounts::put);
    }

    private static KeptAccount kept(Account account) {
        return new KeptAccount(
                account.username(),
                account.displayName(),
                account.passwordHash(),
                account.roles().stream().map(Role::name).sorted().toList(),
                account.departmentCode(),
                account.mustChangePassword(),
                account.enabled());
    }

    private static Account account(KeptAccount kept) {
        return new Account(
                kept.username(),
                kept.displayName(),
                kept.passwordHash(),
                known(kept.roles()),
                kept.departmentCode(),
                0,
                null,
                kept.mustChangePassword(),
                kept.enabled());
    }

    /** A role that only another release knows cannot be given here. */
    private static Set<Role> known(List<String> names) {
        return Arrays.stream(Role.values())
                .filter(role -> names.contains(role.name()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
