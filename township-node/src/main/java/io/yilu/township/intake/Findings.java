package io.yilu.township.intake;

import io.yilu.schemas.catalogue.Material;
import io.yilu.schemas.form.FieldProblem;
import java.util.List;

/**
 * What stands between an application and its acceptance.
 *
 * @param errors wrong or empty fields, in the order of the form
 * @param missing required materials without a scan
 */
public record Findings(List<FieldProblem> errors, List<Material> missing) {

    public Findings {
        errors = List.copyOf(errors);
        missing = List.copyOf(missing);
    }

    public boolean isEmpty() {
        return errors.isEmpty() && missing.isEmpty();
    }
}
