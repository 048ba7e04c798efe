package io.yilu.county.cases;

import org.mapstruct.MapperConfig;
import org.mapstruct.ReportingPolicy;

/** How every mapper of this node behaves: a field that nobody mapped fails the build. */
@MapperConfig(unmappedTargetPolicy = ReportingPolicy.ERROR, componentModel = "spring")
public interface CountyMapping {}
