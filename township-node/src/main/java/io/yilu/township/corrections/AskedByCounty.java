package io.yilu.township.corrections;

import io.yilu.schemas.identity.CaseNumber;
import io.yilu.township.drafts.Draft;
import io.yilu.township.intake.AskedOfMaterials;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads what is asked from the open correction request. */
@Component
class AskedByCounty implements AskedOfMaterials {

    private final Corrections corrections;

    AskedByCounty(Corrections corrections) {
        this.corrections = corrections;
    }

    @Override
    public List<String> about(Draft answer, int materialSeq) {
        String number = answer.caseNumber();
        return number == null
                ? List.of()
                : corrections
                        .open(CaseNumber.parse(number))
                        .map(open -> open.askedOf(materialSeq))
                        .orElse(List.of());
    }
}
