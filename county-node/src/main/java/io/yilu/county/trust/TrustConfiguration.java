package io.yilu.county.trust;

import io.yilu.node.identity.DataDirectory;
import io.yilu.node.keys.KeyFiles;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens, or makes at the first start, what the county is known by. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrustProperties.class)
class TrustConfiguration {

    @Bean
    Authority authority(DataDirectory directory, Clock clock) {
        return Authority.open(directory, clock);
    }

    @Bean
    CountyKeys countyKeys(
            DataDirectory directory, Authority authority, CertificateBook book, TrustProperties properties) {
        return new CountyKeys(new KeyFiles(directory), authority, book, properties.countyValidity());
    }
}
