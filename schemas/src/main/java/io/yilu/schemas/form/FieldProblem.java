package io.yilu.schemas.form;

/**
 * What is wrong with one field of a form.
 *
 * @param path as in the browser's field names: {@code phone}, {@code members[0].idNumber}; empty for the form as a whole
 * @param title label of the field, for a list of problems; with the row for tables: 家庭成员第 1 行·身份证号码
 * @param message what to do, in Chinese
 */
public record FieldProblem(String path, String title, String message) {}
