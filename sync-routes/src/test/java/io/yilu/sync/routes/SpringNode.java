package io.yilu.sync.routes;

import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseDelivered;
import io.yilu.schemas.payload.CaseProgressed;
import io.yilu.sync.Deliveries;
import io.yilu.sync.Deliveries.Delivery;
import io.yilu.sync.FileStore;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.Links;
import io.yilu.sync.Links.LinkStatus;
import io.yilu.sync.NodeKeys;
import io.yilu.sync.Outbox;
import io.yilu.sync.PayloadCipher;
import io.yilu.sync.PlainCipher;
import io.yilu.sync.boot.ExchangeAutoConfiguration;
import io.yilu.sync.boot.ExchangePeers;
import io.yilu.sync.ledger.TestDatabase;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A node with nothing but the exchange, made by its auto-configuration; its database outlives it by its directory. */
final class SpringNode implements AutoCloseable {

    private static final Map<Path, DataSource> DATABASES = new ConcurrentHashMap<>();

    private final ConfigurableApplicationContext context;
    private final NodeId peer;
    private final List<String> applied;

    private SpringNode(ConfigurableApplicationContext context, NodeId peer, List<String> applied) {
        this.context = context;
        this.peer = peer;
        this.applied = applied;
    }

    static SpringNode county(Path home, TestBroker broker) {
        return start(NodeId.COUNTY, NodeId.of("610924102"), home, broker);
    }

    static SpringNode town(NodeId site, Path home, TestBroker broker) {
        return start(site, NodeId.COUNTY, home, broker);
    }

    private static SpringNode start(NodeId self, NodeId peer, Path home, TestBroker broker) {
        DataSource source = DATABASES.computeIfAbsent(home, key -> TestDatabase.migrated());
        List<String> applied = new CopyOnWriteArrayList<>();
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Wiring.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "yilu.node.id", self.value(),
                        "yilu.node.data-dir", home.toString(),
                        "yilu.link.port", String.valueOf(broker.port()),
                        "yilu.file-care.look-every", "500ms",
                        "spring.main.banner-mode", "off"))
                .initializers(initial -> {
                    GenericApplicationContext beans = (GenericApplicationContext) initial;
                    beans.registerBean(DataSource.class, () -> source);
                    beans.registerBean(ExchangePeers.class, () -> new ExchangePeers(List.of(peer)));
                    beans.registerBean("progress", InboxHandler.class, () -> new Note<>(CaseProgressed.class, applied));
                    beans.registerBean("delivered", InboxHandler.class, () -> new Note<>(CaseDelivered.class, applied));
                    if (self.isCounty()) {
                        beans.registerBean(ConnectionFactory.class, broker::ownFactory);
                    } else {
                        NodeKeys keys = broker.enrolled(self);
                        beans.registerBean(NodeKeys.class, () -> keys);
                    }
                })
                .run();
        return new SpringNode(context, peer, applied);
    }

    void append(NodeId to, Payload payload) {
        CaseNumber number = payload instanceof CaseProgressed progressed
                ? progressed.caseNumber()
                : ((CaseDelivered) payload).caseNumber();
        context.getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> context.getBean(Outbox.class).append(to, number.value(), payload));
    }

    /** What this run of the node has applied. */
    List<String> applied() {
        return applied;
    }

    FileStore files() {
        return context.getBean(FileStore.class);
    }

    Delivery delivery(CaseNumber number) {
        return Objects.requireNonNull(
                context.getBean(Deliveries.class).of(List.of(number.value())).get(number.value()));
    }

    LinkStatus link() {
        return context.getBean(Links.class).with(peer);
    }

    JdbcClient database() {
        return context.getBean(JdbcClient.class);
    }

    CamelContext camel() {
        return context.getBean(CamelContext.class);
    }

    @Override
    public void close() {
        context.close();
    }

    private record Note<P extends Payload>(Class<P> payloadClass, List<String> applied) implements InboxHandler<P> {

        @Override
        public void handle(InboxMessage<P> message) {
            applied.add(payloadClass.getSimpleName() + " " + message.subject()
                    + (message.payload() instanceof CaseProgressed progressed ? " " + progressed.step() : ""));
        }
    }

    @ImportAutoConfiguration({ExchangeAutoConfiguration.class, CamelAutoConfiguration.class})
    static class Wiring {

        @org.springframework.context.annotation.Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @org.springframework.context.annotation.Bean
        JdbcClient jdbcClient(DataSource source) {
            return JdbcClient.create(source);
        }

        @org.springframework.context.annotation.Bean
        DataSourceTransactionManager transactionManager(DataSource source) {
            return new DataSourceTransactionManager(source);
        }

        @org.springframework.context.annotation.Bean
        TransactionTemplate transactionTemplate(DataSourceTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @org.springframework.context.annotation.Bean
        PayloadCipher cipher(Environment environment) {
            return new PlainCipher(environment.getRequiredProperty("yilu.node.id"));
        }
    }
}
