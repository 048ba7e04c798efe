package io.yilu.county.broker;

import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.files.DiskSpace;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;

/** What the broker is made of: its journal, its queues, and who may do what with them. */
final class BrokerLayout {

    private static final int MEBIBYTE = 1024 * 1024;
    /** Sites must wait to send below this: half of what files leave, so that the database has the rest. */
    static final long LEAST_FREE = DiskSpace.RESERVE / 2;
    /** Of one queue; a node has less than a mebibyte on its way at a time, and says it again after a refusal. */
    private static final long MOST_PAGED = 32L * MEBIBYTE;

    private static final String DEAD_LETTERS = "yilu.dead";
    private static final String EXPIRED = "yilu.expired";

    private BrokerLayout() {}

    static Configuration of(Path directory, Collection<NodeId> sites) {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setName("county");
        configuration.setJMXManagementEnabled(false);
        configuration.setConnectionTtlCheckInterval(500);
        configuration.setWildcardRoutingEnabled(false);
        keepJournal(configuration, directory);
        closeToStrangers(configuration);
        configuration.addAddressSetting("#", addressSettings());
        addQueue(configuration, DEAD_LETTERS);
        addQueue(configuration, EXPIRED);
        for (NodeId site : sites) {
            open(configuration, site);
        }
        return configuration;
    }

    private static void keepJournal(ConfigurationImpl configuration, Path directory) {
        configuration.setPersistenceEnabled(true);
        configuration.setJournalType(JournalType.NIO);
        // Room for the longest frame: what fits into no record of the journal is kept in a file of its own.
        configuration.setJournalFileSize(4 * MEBIBYTE);
        configuration.setJournalBufferSize_NIO(3 * MEBIBYTE);
        configuration.setJournalMinFiles(2);
        configuration.setJournalPoolFiles(4);
        configuration.setBindingsDirectory(directory.resolve("bindings").toString());
        configuration.setJournalDirectory(directory.resolve("journal").toString());
        configuration.setPagingDirectory(directory.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(
                directory.resolve("large-messages").toString());
        // A second node on the same directory must fail, not wait for ever.
        configuration.setJournalLockAcquisitionTimeout(5_000);
        // By what is free, not by a share: two in a hundred of a large disk are a year's cases.
        configuration.setMaxDiskUsage(-1);
        configuration.setMinDiskFree(LEAST_FREE);
        configuration.setGlobalMaxSize(64L * MEBIBYTE);
        // A broker that is stuck inside may be unable to stop: leave at once and let the supervisor start anew.
        configuration.setCriticalAnalyzer(true);
        configuration.setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.HALT);
    }

    private static void closeToStrangers(ConfigurationImpl configuration) {
        configuration.setSecurityEnabled(true);
        // Artemis lets its cluster user do everything, with a password that is printed in its manual unless set.
        configuration.setClusterUser("nobody-" + RandomSecret.next());
        configuration.setClusterPassword(RandomSecret.next());
        // Asked anew each time: a certificate that is revoked must not live on in a cache.
        configuration.setAuthenticationCacheSize(0);
        configuration.setAuthorizationCacheSize(0);
        configuration.putSecurityRoles("#", Set.of(everything()));
    }

    private static void open(ConfigurationImpl configuration, NodeId site) {
        String up = "yilu.up." + site;
        String down = "yilu.down." + site;
        for (Lane lane : Lane.values()) {
            addQueue(configuration, up + "." + lane.label());
            addQueue(configuration, down + "." + lane.label());
        }
        Role sends = role(SiteSecurity.roleOf(site));
        sends.setSend(true);
        configuration.putSecurityRoles(up + ".#", Set.of(everything(), sends));
        Role receives = role(SiteSecurity.roleOf(site));
        receives.setConsume(true);
        receives.setBrowse(true);
        configuration.putSecurityRoles(down + ".#", Set.of(everything(), receives));
    }

    private static AddressSettings addressSettings() {
        return new AddressSettings()
                // DROP would report success for what it throws away.
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(20L * MEBIBYTE)
                .setPageSizeBytes(MEBIBYTE)
                .setPageLimitBytes(MOST_PAGED)
                .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL)
                .setMaxDeliveryAttempts(-1)
                .setRedeliveryDelay(0)
                .setDeadLetterAddress(SimpleString.of(DEAD_LETTERS))
                .setExpiryAddress(SimpleString.of(EXPIRED))
                .setAutoCreateAddresses(false)
                .setAutoCreateQueues(false)
                .setAutoDeleteAddresses(false)
                .setAutoDeleteQueues(false);
    }

    private static void addQueue(ConfigurationImpl configuration, String name) {
        CoreAddressConfiguration address = new CoreAddressConfiguration().setName(name);
        address.addRoutingType(RoutingType.ANYCAST);
        address.addQueueConfig(
                QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST).setDurable(true));
        configuration.addAddressConfiguration(address);
    }

    private static Role role(String name) {
        return new Role(name, false, false, false, false, false, false, false, false, false, false, false, false);
    }

    private static Role everything() {
        return new Role(SiteSecurity.COUNTY, true, true, true, true, true, true, true, true, true, true, true, true);
    }
}
