package io.yilu.node.signin;

import io.yilu.node.identity.DataDirectory;
import io.yilu.node.identity.DemoProperties;
import java.security.SecureRandom;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Sees to it that somebody can sign in on a new node: the demo's accounts, or one administrator. */
class FirstAccounts implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstAccounts.class);
    /** Without letters and digits that are taken for one another. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int LENGTH = 16;

    private final AccountTable accounts;
    private final PasswordEncoder passwords;
    private final ObjectProvider<SampleAccounts> samples;
    private final DemoProperties demo;
    private final DataDirectory directory;

    FirstAccounts(
            AccountTable accounts,
            PasswordEncoder passwords,
            ObjectProvider<SampleAccounts> samples,
            DemoProperties demo,
            DataDirectory directory) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.samples = samples;
        this.demo = demo;
        this.directory = directory;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (demo.demo()) {
            addSamples();
        } else if (accounts.isEmpty()) {
            addAdministrator();
        }
    }

    private void addSamples() {
        // One hash for all of them: each takes a tenth of a second to make, and the password is published anyway.
        String hash = passwords.encode(SampleAccounts.PASSWORD);
        samples.orderedStream()
                .flatMap(some -> some.accounts().stream())
                .forEach(sample -> accounts.addIfMissing(account(
                        sample.username(),
                        sample.displayName(),
                        hash,
                        sample.roles(),
                        sample.departmentCode(),
                        false)));
    }

    private void addAdministrator() {
        String password = directory.secretText("first-password", FirstAccounts::randomPassword);
        accounts.addIfMissing(account("admin", "管理员", passwords.encode(password), Set.of(Role.ADMIN), null, true));
        log.info(
                "First start: sign in as 'admin' with the password in {}",
                directory.keys().resolve("first-password"));
    }

    private static Account account(
            String username,
            String displayName,
            String hash,
            Set<Role> roles,
            @Nullable String department,
            boolean mustChange) {
        return new Account(username, displayName, hash, roles, department, 0, null, mustChange, true);
    }

    private static String randomPassword() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
