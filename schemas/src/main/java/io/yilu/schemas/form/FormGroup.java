package io.yilu.schemas.form;

import java.util.List;

/** Fields under one heading, in order. */
public record FormGroup(String title, List<FormField> fields) {

    public FormGroup {
        fields = List.copyOf(fields);
    }
}
