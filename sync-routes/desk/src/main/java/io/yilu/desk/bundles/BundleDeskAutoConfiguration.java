package io.yilu.desk.bundles;

import io.yilu.node.audit.AuditLog;
import io.yilu.node.live.LiveUpdates;
import io.yilu.sync.BundleDesk;
import io.yilu.sync.Links;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Gives a node what its own pages and API of bundles are made of. */
@AutoConfiguration
public class BundleDeskAutoConfiguration {

    @Bean
    BundleActs bundleActs(BundleDesk desk, AuditLog audit, LiveUpdates live) {
        return new BundleActs(desk, audit, live);
    }

    @Bean
    BundleStanding bundleStanding(BundleDesk desk, Links links) {
        return new BundleStanding(desk, links);
    }
}
