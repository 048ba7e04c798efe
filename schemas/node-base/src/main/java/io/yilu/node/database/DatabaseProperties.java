package io.yilu.node.database;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The embedded database.
 *
 * @param server {@code packed} for the server in the class path, {@code system} for the machine's own mariadbd
 * @param serverDir where the packed server is unpacked, once for all nodes of this user; {@code ~/.cache/yilu} unless set
 * @param startWithin how long a start may take before the node gives up
 * @param bufferPool InnoDB's memory, in mebibytes
 */
@ConfigurationProperties("yilu.database")
record DatabaseProperties(
        @DefaultValue("packed") Server server,
        @Nullable Path serverDir,
        @DefaultValue("120s") Duration startWithin,
        @DefaultValue("32") int bufferPool) {

    /** Where the packed server is unpacked: as configured, else below the user's home. */
    Path unpackedServer() {
        return serverDir == null
                ? Path.of(System.getProperty("user.home"), ".cache", "yilu", "mariadb-11.4.5")
                : serverDir.toAbsolutePath().normalize();
    }

    enum Server {
        PACKED,
        SYSTEM
    }
}
