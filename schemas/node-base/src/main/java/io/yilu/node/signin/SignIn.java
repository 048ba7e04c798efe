package io.yilu.node.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Checks a name and a password, and locks an account that is being guessed at. */
class SignIn {

    private final AccountTable accounts;
    private final PasswordEncoder passwords;
    private final SignInProperties properties;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final String hashOfNobody;

    SignIn(
            AccountTable accounts,
            PasswordEncoder passwords,
            SignInProperties properties,
            Clock clock,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.properties = properties;
        this.clock = clock;
        this.events = events;
        this.hashOfNobody = passwords.encode("nobody");
    }

    /** Throws one of Spring Security's exceptions: wrong, locked or disabled. */
    Account check(String username, String password) {
        Optional<Account> found = accounts.find(username);
        if (found.isEmpty()) {
            // Takes as long as for an account that exists, so that time does not tell which names do.
            passwords.matches(password, hashOfNobody);
            throw new BadCredentialsException("unknown name or wrong password");
        }
        Account account = found.get();
        Instant now = clock.instant();
        if (account.isLockedAt(now, properties.lockedFor())) {
            throw new LockedException("locked until " + account.lockedUntil());
        }
        if (!passwords.matches(password, account.passwordHash())) {
            accounts.countFailure(account.username(), properties.failures(), now.plus(properties.lockedFor()));
            if (account.failures() + 1 >= properties.failures()) {
                events.publishEvent(new SignInEvent(SignInEvent.Kind.LOCKED, account.username()));
                throw new LockedException("locked after " + properties.failures() + " wrong passwords");
            }
            throw new BadCredentialsException("unknown name or wrong password");
        }
        if (!account.enabled()) {
            throw new DisabledException("the account is switched off");
        }
        accounts.clearFailures(account.username());
        return account;
    }

    Duration lockedFor() {
        return properties.lockedFor();
    }
}
