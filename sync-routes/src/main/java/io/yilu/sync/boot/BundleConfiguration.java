package io.yilu.sync.boot;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Alarms;
import io.yilu.sync.BundleDesk;
import io.yilu.sync.NodeKeys;
import io.yilu.sync.Refusals;
import io.yilu.sync.bundle.BundleProperties;
import io.yilu.sync.bundle.Bundles;
import io.yilu.sync.bundle.Engine;
import io.yilu.sync.bundle.JobDesk;
import io.yilu.sync.bundle.SecondCopy;
import io.yilu.sync.engine.Exchange;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.files.DiskChunkStore;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The road that is a stick. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BundleProperties.class)
class BundleConfiguration {

    private static final Logger log = LoggerFactory.getLogger(BundleConfiguration.class);

    private static final Duration LOOK_EVERY = Duration.ofMinutes(5);

    @Bean
    Bundles bundles(
            Exchange exchange,
            Ledger ledger,
            DiskChunkStore chunks,
            EventRelay events,
            Refusals refusals,
            // Looked up when a bundle is written or read: a node that has no keys yet has work to do all the same.
            @Lazy NodeKeys keys,
            JdbcClient jdbc,
            Clock clock) {
        return new Bundles(new Engine(exchange, ledger, chunks, events, refusals), keys, jdbc, clock);
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService bundleThread() {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "bundles");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Bean
    SecondCopy secondCopy(
            Bundles bundles,
            BundleProperties settings,
            Alarms alarms,
            NodeHome home,
            ScheduledExecutorService bundleThread,
            Clock clock) {
        SecondCopy copy = new SecondCopy(bundles, settings, alarms, home.dataDir(), clock);
        if (!NodeId.of(home.id()).isCounty()) {
            bundleThread.scheduleWithFixedDelay(() -> look(copy), 1, LOOK_EVERY.toMinutes(), TimeUnit.MINUTES);
        }
        return copy;
    }

    private static void look(SecondCopy copy) {
        try {
            copy.look();
        } catch (RuntimeException failure) {
            // A scheduled task that throws is never run again; the next look may find the database back.
            log.error("The second copy could not be looked after", failure);
        }
    }

    @Bean
    BundleDesk bundleDesk(
            Bundles bundles,
            SecondCopy secondCopy,
            BundleProperties settings,
            NodeHome home,
            ScheduledExecutorService bundleThread,
            Clock clock) {
        return new JobDesk(bundles, secondCopy, settings, home.dataDir(), bundleThread, clock);
    }
}
