package io.yilu.desk.sealing;

import io.yilu.node.privacy.Sealer;
import io.yilu.sync.PayloadCipher;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Gives the exchange the node's keys. */
@AutoConfiguration
public class SealingAutoConfiguration {

    @Bean
    PayloadCipher payloadCipher(Sealer sealer) {
        return new LedgerCipher(sealer);
    }
}
