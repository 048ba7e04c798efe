package io.yilu.county.routes;

import io.yilu.county.cases.CountyMapping;
import io.yilu.sync.Links.LinkStatus;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** From the exchange's words to the page's. */
@Mapper(config = CountyMapping.class)
interface RouteMapper {

    @Mapping(target = "site", source = "status.peer")
    @Mapping(target = "pendingCases", source = "status.pendingSubjects")
    Route toRoute(LinkStatus status, String name);
}
