package io.yilu.township.enrolment;

import io.yilu.node.identity.DataDirectory;
import io.yilu.node.keys.KeyFiles;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the township's key ring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EnrolmentProperties.class)
class EnrolmentConfiguration {

    @Bean
    KeyFiles keyFiles(DataDirectory directory) {
        return new KeyFiles(directory);
    }

    @Bean
    TownshipKeys townshipKeys(KeyFiles files) {
        return new TownshipKeys(files);
    }
}
