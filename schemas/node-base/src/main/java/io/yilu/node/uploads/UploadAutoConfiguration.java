package io.yilu.node.uploads;

import io.yilu.node.identity.DataDirectory;
import io.yilu.node.identity.NodeIdentityAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives a node its check of uploads. */
@AutoConfiguration(after = NodeIdentityAutoConfiguration.class)
@EnableConfigurationProperties(UploadProperties.class)
public class UploadAutoConfiguration {

    @Bean
    UploadCheck uploadCheck(DataDirectory directory, UploadProperties properties) {
        return new UploadCheck(directory, properties);
    }
}
