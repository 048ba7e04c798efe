package io.yilu.county.broker;

import io.yilu.schemas.identity.NodeId;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts the broker with the node and offers its connections to the exchange. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BrokerProperties.class, BrokerConfiguration.Home.class})
class BrokerConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    CountyBroker countyBroker(BrokerProperties properties, Home home) {
        Path directory =
                Objects.requireNonNullElse(properties.dataDir(), home.dataDir().resolve("broker"));
        LinkSecrets secrets = new LinkSecrets(home.dataDir().resolve("keys").resolve("link-secrets"));
        return new CountyBroker(properties, directory, sites(), secrets, FatalExit.ofTheJvm());
    }

    /** Picked by the exchange: the county's own connections, which exist once the broker stands. */
    @Bean
    ActiveMQConnectionFactory countyBrokerConnectionFactory(CountyBroker broker) {
        return broker.connectionFactory();
    }

    private static List<NodeId> sites() {
        return IntStream.rangeClosed(100, 120)
                .mapToObj(site -> new NodeId("610924" + site))
                .toList();
    }

    @ConfigurationProperties("yilu.node")
    record Home(Path dataDir) {}
}
