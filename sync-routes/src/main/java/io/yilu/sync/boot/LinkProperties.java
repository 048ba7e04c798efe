package io.yilu.sync.boot;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The township's way to the county.
 *
 * @param countyHost name or address of the county's broker
 * @param port its link port, the only one a township needs
 */
@ConfigurationProperties("yilu.link")
public record LinkProperties(
        @DefaultValue("127.0.0.1") String countyHost,
        @DefaultValue("21626") int port) {}
