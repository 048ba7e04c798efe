package io.yilu.sync.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.sync.Alarms;
import io.yilu.sync.Deliveries;
import io.yilu.sync.FilePurge;
import io.yilu.sync.FileStore;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.Instances;
import io.yilu.sync.Links;
import io.yilu.sync.NeededFiles;
import io.yilu.sync.Outbox;
import io.yilu.sync.OwnMessageHandler;
import io.yilu.sync.PayloadCipher;
import io.yilu.sync.Recovery;
import io.yilu.sync.Refusals;
import io.yilu.sync.RepairJournal;
import io.yilu.sync.Repairs;
import io.yilu.sync.engine.BackedUpFiles;
import io.yilu.sync.engine.BackupWatch;
import io.yilu.sync.engine.Carrier;
import io.yilu.sync.engine.CountedRefusals;
import io.yilu.sync.engine.EnginePorts;
import io.yilu.sync.engine.Exchange;
import io.yilu.sync.engine.ExchangeSettings;
import io.yilu.sync.engine.FileScrub;
import io.yilu.sync.engine.Handlers;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.LedgerOutbox;
import io.yilu.sync.engine.LedgerRepairs;
import io.yilu.sync.engine.OwnMark;
import io.yilu.sync.engine.Ticker;
import io.yilu.sync.files.DiskChunkStore;
import io.yilu.sync.files.DiskFileStore;
import io.yilu.sync.ledger.JdbcLedger;
import io.yilu.sync.trial.Sabotage;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The exchange of a node: ledger, files, engine, and the interfaces that features see. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
        })
@EnableConfigurationProperties({NodeHome.class, LinkProperties.class, FileCare.Pace.class})
@Import({ExchangeRoutesConfiguration.class, BundleConfiguration.class})
public class ExchangeAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ExchangePeers exchangePeers(NodeHome home) {
        if (NodeId.of(home.id()).isCounty()) {
            throw new IllegalStateException("The county node must name its peers with a bean of type ExchangePeers.");
        }
        return new ExchangePeers(List.of(NodeId.COUNTY));
    }

    @Bean
    @ConditionalOnMissingBean
    PayloadCodec payloadCodec() {
        return new PayloadCodec();
    }

    @Bean
    @DependsOnDatabaseInitialization
    Ledger exchangeLedger(
            NodeHome home,
            ExchangePeers peers,
            JdbcClient jdbc,
            PlatformTransactionManager manager,
            PayloadCipher cipher,
            Clock clock) {
        JdbcLedger ledger = new JdbcLedger(NodeId.of(home.id()), jdbc, manager, cipher, clock);
        RestoredMark.in(home.dataDir()).apply(ledger, peers.nodes());
        FirstLife.askForFormerOnes(ledger);
        return ledger;
    }

    @Bean
    Alarms alarms(Ledger ledger) {
        return ledger.alarms();
    }

    @Bean
    Refusals refusals(Alarms alarms, Clock clock, ObjectProvider<MeterRegistry> meters) {
        return new MeteredRefusals(
                new CountedRefusals(alarms, Ticker.system(), clock),
                meters.getIfAvailable(() -> Metrics.globalRegistry));
    }

    @Bean
    Recovery recovery(Ledger ledger, Clock clock) {
        return new LedgerRecovery(ledger, clock);
    }

    @Bean
    Instances instances(Ledger ledger, ObjectProvider<Exchange> exchange) {
        return new LedgerInstances(ledger, exchange::getObject);
    }

    @Bean
    Handlers exchangeHandlers(
            ObjectProvider<InboxHandler<?>> ofPeers,
            ObjectProvider<OwnMessageHandler<?>> own,
            ObjectProvider<NeededFiles> needed) {
        return new Handlers(
                Sabotage.before(ofPeers.orderedStream().toList()),
                own.orderedStream().toList(),
                needed.orderedStream().toList());
    }

    @Bean
    DiskChunkStore chunkStore(NodeHome home) {
        return new DiskChunkStore(home.dataDir().resolve("blobs"));
    }

    @Bean
    FileStore fileStore(DiskChunkStore chunks, Ledger ledger, Clock clock) {
        return new DiskFileStore(chunks, ledger.files(), clock);
    }

    @Bean
    FilePurge filePurge(Ledger ledger, DiskChunkStore chunks, Clock clock) {
        return new BackedUpFiles(ledger, chunks, clock);
    }

    @Bean
    EventRelay exchangeEventRelay(ApplicationEventPublisher publisher) {
        return new EventRelay(publisher);
    }

    @Bean(destroyMethod = "shutdown")
    ScheduledExecutorService exchangeThread() {
        return Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "exchange"));
    }

    @Bean(destroyMethod = "shutdown")
    ScheduledExecutorService exchangeEventThread() {
        return Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "exchange-events"));
    }

    @Bean
    EnginePorts enginePorts(
            Ledger ledger,
            DiskChunkStore chunks,
            Carrier carrier,
            EventRelay relay,
            Refusals refusals,
            PayloadCipher cipher) {
        return new EnginePorts(ledger, chunks, carrier, relay, Ticker.system(), refusals, new OwnMark(cipher::mark));
    }

    @Bean
    Exchange exchange(ExchangePeers peers, EnginePorts ports, PayloadCodec codec, Handlers handlers, Clock clock) {
        return new Exchange(peers.nodes(), ports, codec, handlers, ExchangeSettings.defaults(), clock);
    }

    @Bean
    FileCare fileCare(EnginePorts ports, FileCare.Pace pace, Clock clock) {
        return new FileCare(
                new FileScrub(ports, pace.round(), clock),
                new BackupWatch(ports.ledger(), pace.backupAlarmAfter(), clock),
                pace);
    }

    /** Only where there is a journal: nothing is repaired unseen. */
    @Bean
    @ConditionalOnBean(RepairJournal.class)
    Repairs repairs(
            Ledger ledger,
            PayloadCodec codec,
            Exchange exchange,
            RepairJournal journal,
            EventRelay relay,
            Clock clock) {
        return new LedgerRepairs(ledger, codec, exchange, journal, relay, clock);
    }

    @Bean
    ExchangeDriver exchangeDriver(
            Exchange exchange,
            EventRelay relay,
            ScheduledExecutorService exchangeThread,
            ScheduledExecutorService exchangeEventThread) {
        return new ExchangeDriver(exchange, relay, exchangeThread, exchangeEventThread);
    }

    @Bean
    Outbox outbox(Ledger ledger, PayloadCodec codec, Clock clock, ObjectProvider<ExchangeDriver> driver) {
        // Handlers append as well, and the exchange is made of handlers: the driver is looked up when it is needed.
        return new LedgerOutbox(ledger, codec, clock, peer -> driver.getObject().wake(peer));
    }

    @Bean
    Deliveries deliveries(Ledger ledger) {
        return subjects -> ledger.outbox().deliveries(subjects);
    }

    @Bean
    Links links(Ledger ledger, ObjectProvider<Exchange> exchange) {
        return new LedgerLinks(ledger, exchange::getObject);
    }
}
