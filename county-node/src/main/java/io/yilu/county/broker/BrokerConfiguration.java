package io.yilu.county.broker;

import io.yilu.county.catalogue.Catalogues;
import io.yilu.county.trust.SiteCheck;
import io.yilu.node.identity.DataDirectory;
import io.yilu.schemas.catalogue.Site;
import io.yilu.sync.NodeKeys;
import io.yilu.sync.Refusals;
import io.yilu.sync.boot.ExchangePeers;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts the broker with the node and offers its connections to the exchange. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BrokerProperties.class)
class BrokerConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    CountyBroker countyBroker(
            BrokerProperties properties,
            DataDirectory directory,
            ExchangePeers sites,
            SiteCheck certificates,
            NodeKeys keys,
            Refusals refusals) {
        Path broker = Objects.requireNonNullElse(
                properties.dataDir(), directory.root().resolve("broker"));
        return new CountyBroker(properties, broker, sites.nodes(), certificates, keys, refusals, FatalExit.ofTheJvm());
    }

    @Bean
    ConnectionSweep connectionSweep(CountyBroker broker) {
        return new ConnectionSweep(broker);
    }

    /** Picked by the exchange: the county's own connections, which exist once the broker stands. */
    @Bean
    ActiveMQConnectionFactory countyBrokerConnectionFactory(CountyBroker broker) {
        return broker.connectionFactory();
    }

    /** The county exchanges with every site of the catalogue, open or not. */
    @Bean
    ExchangePeers exchangePeers(Catalogues catalogues) {
        return new ExchangePeers(
                catalogues.sites().stream().map(Site::code).sorted().toList());
    }
}
