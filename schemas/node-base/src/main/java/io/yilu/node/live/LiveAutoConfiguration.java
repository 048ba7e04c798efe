package io.yilu.node.live;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Gives a node's pages their live updates. */
@AutoConfiguration
@Import(LiveController.class)
public class LiveAutoConfiguration {

    @Bean
    LiveUpdates liveUpdates() {
        return new LiveUpdates();
    }
}
