package io.yilu.township.site;

import io.yilu.node.identity.NodeProperties;
import io.yilu.schemas.catalogue.Site;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.township.catalogue.Catalogues;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks the configured site up in the catalogue, and does not start for one that is none. */
@Configuration
class SiteConfiguration {

    @Bean
    ThisSite thisSite(NodeProperties node, Catalogues catalogues) {
        Site site = catalogues
                .active()
                .catalogue()
                .site(node.id())
                .orElseThrow(() -> new PermanentException(
                        "YILU-TOWN-004",
                        "Site " + node.id() + " is not in the catalogue's list of township centres.",
                        "Set yilu.node.id to one of the nine-digit codes of sites.csv."));
        return new ThisSite(site.code(), site.name(), site.division());
    }
}
