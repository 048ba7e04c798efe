package io.yilu.node.papers;

import io.yilu.node.identity.DataDirectory;
import io.yilu.node.identity.NodeIdentityAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.thymeleaf.ITemplateEngine;

/** Gives a node its printer of papers. */
@AutoConfiguration(after = {NodeIdentityAutoConfiguration.class, ThymeleafAutoConfiguration.class})
@EnableConfigurationProperties(PaperProperties.class)
public class PaperAutoConfiguration {

    @Bean
    PaperPrinter paperPrinter(ITemplateEngine templates, PaperProperties properties) {
        return new PaperPrinter(templates, properties);
    }

    @Bean
    PaperAddresses paperAddresses(DataDirectory directory, PaperProperties properties) {
        return new PaperAddresses(directory, properties);
    }
}
