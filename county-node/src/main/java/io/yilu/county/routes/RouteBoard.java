package io.yilu.county.routes;

import io.yilu.county.catalogue.Catalogues;
import io.yilu.schemas.catalogue.Site;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Links;
import io.yilu.sync.Links.LinkStatus;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Puts the catalogue's sites and the exchange's links together: a site never heard of is on the board as well. */
@Service
class RouteBoard {

    private final Catalogues catalogues;
    private final Links links;
    private final RouteMapper mapper;

    RouteBoard(Catalogues catalogues, Links links, RouteMapper mapper) {
        this.catalogues = catalogues;
        this.links = links;
        this.mapper = mapper;
    }

    /** Every site, by code. */
    List<Route> routes() {
        Map<NodeId, LinkStatus> known =
                links.all().stream().collect(Collectors.toMap(LinkStatus::peer, Function.identity()));
        return catalogues.sites().stream()
                .map(Site::code)
                .sorted()
                .map(site -> route(site, known.get(site)))
                .toList();
    }

    private Route route(NodeId site, @Nullable LinkStatus status) {
        String name = catalogues.siteName(site);
        return status == null
                ? new Route(site, name, Links.State.DOWN, null, null, 0, 0, null, 0, 0, 0)
                : mapper.toRoute(status, name);
    }
}
