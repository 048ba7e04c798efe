package io.yilu.schemas.catalogue;

import io.yilu.schemas.identity.NodeId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A township service centre (便民服务中心): a place with a counter, not an administrative division; it outlives mergers.
 *
 * @param division name of the town it stood in first; its history is in {@link SiteDivision}
 * @param validTo last day of service, null while it serves
 * @param confidence high, medium or low: how sure the reconstruction is
 */
public record Site(
        NodeId code,
        String name,
        String division,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String confidence,
        String note) {

    public boolean servesOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }
}
