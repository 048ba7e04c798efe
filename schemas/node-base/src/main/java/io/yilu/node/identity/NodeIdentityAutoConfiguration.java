package io.yilu.node.identity;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives a node its identity, its data directory and its clock. */
@AutoConfiguration
@EnableConfigurationProperties({NodeProperties.class, DemoProperties.class})
public class NodeIdentityAutoConfiguration {

    /** The zone in which the county's days begin and end. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        String wrongBy = System.getProperty(TrialClock.FILE);
        return wrongBy == null ? Clock.system(ZONE) : new TrialClock(Clock.system(ZONE), Path.of(wrongBy));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    DataDirectory dataDirectory(NodeProperties node) {
        return DataDirectory.open(node.dataDir());
    }
}
