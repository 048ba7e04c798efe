package io.yilu.schemas.form;

import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Says in plain Chinese what is wrong with a filled-in form and what to do. */
public final class FormValidator {

    /** @param clock tells the day after which no birth may lie */
    public FormValidator(Clock clock) {}

    /** Everything wrong, in the order of the form's fields; empty when the form may be accepted. */
    public List<FieldProblem> validate(FormSchema form, JsonNode data) {
        throw new UnsupportedOperationException();
    }

    /** What is wrong with one field alone, for checks while one types; what depends on other fields is left out. */
    public List<FieldProblem> validateField(FormSchema form, String path, String typed) {
        throw new UnsupportedOperationException();
    }
}
