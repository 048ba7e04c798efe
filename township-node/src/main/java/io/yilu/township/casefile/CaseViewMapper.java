package io.yilu.township.casefile;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.township.cases.CaseFile;
import io.yilu.township.cases.CaseMaterial;
import io.yilu.township.corrections.OpenCorrection;
import io.yilu.township.mapping.TownshipMapping;
import io.yilu.township.results.Decision;
import io.yilu.township.results.Handover;
import java.util.List;
import org.mapstruct.Mapper;

/** What the features know of a case, as the API tells it. */
@Mapper(config = TownshipMapping.class)
interface CaseViewMapper {

    List<CaseView.MaterialView> materials(List<CaseMaterial> materials);

    CaseView.MaterialView material(CaseMaterial material);

    default FileRef file(CaseFile scan) {
        return scan.file();
    }

    CaseView.CorrectionView correction(OpenCorrection correction);

    CaseView.DecisionView decision(Decision decision, boolean documentHere);

    CaseView.HandoverView handover(Handover handover);
}
