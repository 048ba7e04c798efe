package io.yilu.county.trust;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things count that the county gives to its sites.
 *
 * @param siteValidity of a site's certificate; it is renewed by itself in the last third
 * @param countyValidity of the county node's own certificate; the same
 * @param codeValidity of a one-time code from its making to its use
 */
@ConfigurationProperties("yilu.trust")
record TrustProperties(
        @DefaultValue("P365D") Duration siteValidity,
        @DefaultValue("P1095D") Duration countyValidity,
        @DefaultValue("P7D") Duration codeValidity) {}
