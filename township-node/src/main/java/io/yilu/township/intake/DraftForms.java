package io.yilu.township.intake;

import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.Item;
import io.yilu.schemas.catalogue.Material;
import io.yilu.schemas.form.FormSchema;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.catalogue.Catalogues;
import io.yilu.township.drafts.Draft;
import io.yilu.township.drafts.Drafts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** The form that a draft fills in: of the catalogue in force, or of the version that the case in question pins. */
@Service
public class DraftForms {

    private final Drafts drafts;
    private final Catalogues catalogues;
    private final CaseBook cases;

    DraftForms(Drafts drafts, Catalogues catalogues, CaseBook cases) {
        this.drafts = drafts;
        this.catalogues = catalogues;
        this.cases = cases;
    }

    public FormSchema schemaOf(Draft draft) {
        Catalogue catalogue = catalogueOf(draft);
        return ApplicationCheck.formFor(catalogue, itemOf(draft), draft.applicantKind());
    }

    public Item itemOf(Draft draft) {
        return catalogueOf(draft).requireItem(draft.itemCode());
    }

    public List<Material> materialsOf(Draft draft) {
        return catalogueOf(draft).materials(draft.itemCode());
    }

    /** Keeps what a browser posted, whether or not it is right yet. */
    public Instant save(Draft draft, Map<String, String[]> posted) {
        JsonNode form = schemaOf(draft).coerce(posted);
        return drafts.save(draft.id(), draft.applicantKind(), ApplicantOfForm.nameIn(form), form);
    }

    /** As {@link #save}, before submitting: of two presses of the button the later finds the draft submitted already. */
    public void saveUnlessSubmitted(Draft draft, Map<String, String[]> posted) {
        JsonNode form = schemaOf(draft).coerce(posted);
        drafts.saveUnlessSubmitted(draft.id(), draft.applicantKind(), ApplicantOfForm.nameIn(form), form);
    }

    private Catalogue catalogueOf(Draft draft) {
        String number = draft.caseNumber();
        if (draft.purpose() == Draft.Purpose.SUPPLEMENT && number != null) {
            return catalogues.version(cases.require(CaseNumber.parse(number)).catalogueVersion());
        }
        return catalogues.active().catalogue();
    }
}
