package io.yilu.county.review;

import io.yilu.county.cases.CaseQuery;
import io.yilu.county.cases.CaseQuery.Scope;
import io.yilu.county.cases.CaseQuery.Sort;
import io.yilu.county.cases.Reviewer;
import io.yilu.county.catalogue.Catalogues;
import io.yilu.node.pages.FormView;
import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.Material;
import io.yilu.schemas.form.FormSchema;
import io.yilu.schemas.identity.CaseNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Gathers what the page of a case shows. */
@Component
class CaseScreen {

    private static final int NEIGHBOURS = 100;

    private final CaseDesk desk;
    private final Catalogues catalogues;

    CaseScreen(CaseDesk desk, Catalogues catalogues) {
        this.desk = desk;
        this.catalogues = catalogues;
    }

    /** Fills the model for the whole page; reading applicant and form in clear is logged. */
    void fill(Model model, Reviewer reviewer, CaseNumber number, OpinionForm opinion) {
        CaseShown shown = desk.showInFull(reviewer, number);
        Catalogue catalogue = catalogues.version(shown.catalogueVersion());
        FormSchema form = catalogue.formOf(catalogue.requireItem(shown.itemCode()));
        model.addAttribute("shown", shown);
        model.addAttribute("form", FormView.of(form, Objects.requireNonNull(shown.form())));
        model.addAttribute("opinion", opinion);
        model.addAttribute("choices", OpinionForm.Step.values());
        model.addAttribute("names", materialNames(shown));
        addNeighbours(model, reviewer, number);
    }

    /** Names of the item's materials by number, for correction lines. */
    Map<Integer, String> materialNames(CaseShown shown) {
        Map<Integer, String> names = new LinkedHashMap<>();
        for (Material material : catalogues.version(shown.catalogueVersion()).materials(shown.itemCode())) {
            names.put(material.seq(), material.name());
        }
        return names;
    }

    private void addNeighbours(Model model, Reviewer reviewer, CaseNumber number) {
        List<CaseNumber> todo =
                desk
                        .list(new CaseQuery(reviewer.department(), Scope.TODO, "", Sort.DUE, 0, NEIGHBOURS))
                        .cases()
                        .stream()
                        .map(CaseListed::number)
                        .toList();
        int here = todo.indexOf(number);
        if (here > 0) {
            model.addAttribute("previous", todo.get(here - 1));
        }
        if (here + 1 < todo.size()) {
            model.addAttribute("next", todo.get(here + 1));
        }
    }
}
