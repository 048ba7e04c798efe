package io.yilu.node.privacy;

import io.yilu.node.identity.DataDirectory;
import io.yilu.node.identity.NodeIdentityAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Gives a node its sealer. */
@AutoConfiguration(after = NodeIdentityAutoConfiguration.class)
public class PrivacyAutoConfiguration {

    @Bean
    Sealer sealer(DataDirectory directory) {
        return new Sealer(directory);
    }
}
