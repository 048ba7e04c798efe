package io.yilu.schemas.catalogue;

import io.yilu.schemas.identity.NodeId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** In which town (镇) a site stood, and when. */
public record SiteDivision(
        NodeId site,
        String divisionCode,
        String divisionName,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String confidence,
        String note) {

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }
}
