package io.yilu.township.corrections;

import io.yilu.schemas.payload.CorrectionRequested;
import io.yilu.schemas.payload.CorrectionRequested.Correction;
import io.yilu.township.mapping.TownshipMapping;
import java.util.List;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** A correction request between message, row and view. */
@Mapper(config = TownshipMapping.class)
interface CorrectionMapper {

    @Mapping(target = "answeredAt", ignore = true)
    @Mapping(target = "points", source = "pointsJson")
    CorrectionRow toRow(CorrectionRequested request, String pointsJson);

    OpenCorrection toOpen(CorrectionRow row, List<Correction> corrections);
}
