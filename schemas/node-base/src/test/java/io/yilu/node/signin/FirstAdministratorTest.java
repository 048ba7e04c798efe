package io.yilu.node.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.node.identity.DataDirectory;
import io.yilu.node.trial.NodeTest;
import io.yilu.node.trial.TrialNode;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(classes = TrialNode.class, properties = "yilu.node.id=610924102")
@ContextConfiguration(initializers = NodeTest.OwnDataDirectory.class)
@DirtiesContext
class FirstAdministratorTest {

    @Autowired
    AccountTable accounts;

    @Autowired
    PasswordEncoder passwords;

    @Autowired
    DataDirectory directory;

    @Test
    void a_new_node_that_is_no_demo_has_one_administrator_and_no_sample_account() throws Exception {
        assertThat(accounts.find("clerk")).isEmpty();
        Account admin = accounts.find("admin").orElseThrow();
        assertThat(admin.roles()).containsExactly(Role.ADMIN);
        assertThat(admin.mustChangePassword()).isTrue();
        var file = directory.keys().resolve("first-password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(passwords.matches(Files.readString(file), admin.passwordHash()))
                .isTrue();
    }
}
