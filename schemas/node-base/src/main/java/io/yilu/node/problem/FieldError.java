package io.yilu.node.problem;

import io.yilu.schemas.form.FieldProblem;

/**
 * What is wrong with one field of a form, as the API tells it.
 *
 * @param field the field's name as in the browser: {@code phone}, {@code members[0].idNumber}
 * @param title its label
 * @param message in the reader's words, with what to do
 */
public record FieldError(String field, String title, String message) {

    static FieldError of(FieldProblem problem) {
        return new FieldError(problem.path(), problem.title(), problem.message());
    }
}
