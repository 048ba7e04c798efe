package io.yilu.township.intake;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseAccepted;
import io.yilu.schemas.payload.SubmittedMaterial;
import io.yilu.township.cases.CaseFile;
import io.yilu.township.cases.CaseMaterial;
import io.yilu.township.cases.NewCase;
import io.yilu.township.mapping.TownshipMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** A new case as the message that tells the county. */
@Mapper(config = TownshipMapping.class)
interface AcceptedMapper {

    @Mapping(target = "caseNumber", source = "number")
    @Mapping(target = "site", source = "site")
    @Mapping(target = "itemCode", source = "fresh.item.code")
    @Mapping(target = "catalogueVersion", source = "fresh.item.catalogueVersion")
    CaseAccepted toMessage(CaseNumber number, NodeId site, NewCase fresh, @Nullable Long clockOffsetMillis);

    List<SubmittedMaterial> materials(List<CaseMaterial> materials);

    SubmittedMaterial material(CaseMaterial material);

    List<FileRef> files(List<CaseFile> files);

    default FileRef file(CaseFile scan) {
        return scan.file();
    }
}
