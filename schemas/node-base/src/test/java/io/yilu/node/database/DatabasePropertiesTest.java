package io.yilu.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

class DatabasePropertiesTest {

    private static DatabaseProperties bind(MockEnvironment environment) {
        return Binder.get(environment).bindOrCreate("yilu.database", DatabaseProperties.class);
    }

    /** A placeholder in a default value is taken word for word, and made a folder of that name. */
    @Test
    void the_server_is_unpacked_below_the_users_home_unless_told_otherwise() {
        assertThat(bind(new MockEnvironment()).unpackedServer())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/yilu/mariadb-11.4.5"));
        assertThat(bind(new MockEnvironment().withProperty("yilu.database.server-dir", "/opt/mariadb"))
                        .unpackedServer())
                .isEqualTo(Path.of("/opt/mariadb"));
    }
}
