package io.yilu.sync.routes;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NodeKeys;
import io.yilu.sync.tls.LinkTls;
import io.yilu.sync.tls.TestAuthority;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A real broker with the queues of one town, which shows the county's certificate and lets in whom its authority knows. */
final class TestBroker {

    private static final NodeId TOWN = NodeId.of("610924102");

    private final TestAuthority authority = new TestAuthority();
    private final Path directory;
    private final int port;
    private EmbeddedActiveMQ broker = new EmbeddedActiveMQ();

    TestBroker(Path directory) throws IOException {
        this.directory = directory;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    void start() throws Exception {
        ConfigurationImpl config = new ConfigurationImpl();
        config.setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setLargeMessagesDirectory(directory.resolve("large").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .addAcceptorConfiguration(
                        "link",
                        "tcp://127.0.0.1:" + port + "?protocols=CORE;useEpoll=false;needClientAuth=true;"
                                + LinkTls.parameters(authority.keysOf(NodeId.COUNTY), site -> {}, ";"))
                .addAcceptorConfiguration("own", "vm://0");
        config.setMaxDiskUsage(100);
        config.addAddressSetting(
                "#",
                new AddressSettings()
                        .setMaxDeliveryAttempts(-1)
                        .setDeadLetterAddress(SimpleString.of("dead"))
                        .setExpiryAddress(SimpleString.of("expired"))
                        .setAutoCreateQueues(false));
        for (Lane lane : Lane.values()) {
            for (String queue : List.of(LaneQueues.up(TOWN, lane), LaneQueues.down(TOWN, lane))) {
                config.addQueueConfiguration(QueueConfiguration.of(queue)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true));
            }
        }
        broker = new EmbeddedActiveMQ();
        broker.setConfiguration(config);
        broker.start();
    }

    void stop() throws Exception {
        broker.stop();
    }

    void deleteDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** How many messages of this queue the other side has done with. */
    long acknowledged(String queue) {
        return broker.getActiveMQServer().locateQueue(queue).getMessagesAcknowledged();
    }

    /** Keys of a town that this broker's county has enrolled. */
    NodeKeys enrolled(NodeId town) {
        return authority.keysOf(town);
    }

    int connections() {
        return broker.getActiveMQServer().getConnectionCount();
    }

    int port() {
        return port;
    }

    ActiveMQConnectionFactory ownFactory() {
        return new ActiveMQConnectionFactory("vm://0", "county", "county");
    }
}
