package io.yilu.node.problem;

/**
 * What is wrong with one field of a form.
 *
 * @param field the field's name, with dots and [n] for what lies deeper
 * @param message in the reader's words, with what to do
 */
public record FieldError(String field, String message) {}
