package io.yilu.county.broker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The county's embedded broker.
 *
 * @param host address that the townships dial; 127.0.0.1 unless the county is told to listen on its network
 * @param port TCP port that the townships dial; keep it below the ephemeral range (32768–60999), where any outgoing
 *     connection may sit on it
 * @param dataDir journal and pages; {@code broker} under the node's data directory unless given. May be deleted while
 *     the node is down: the databases hold everything (law 1)
 */
@ConfigurationProperties("yilu.broker")
record BrokerProperties(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("21626") int port,
        @Nullable Path dataDir) {}
