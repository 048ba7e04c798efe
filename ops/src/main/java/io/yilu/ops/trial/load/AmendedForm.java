package io.yilu.ops.trial.load;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A filled-in form after its address was corrected: one field differs, and it still meets the item's rules. */
final class AmendedForm {

    private static final List<String> ADDRESSES =
            List.of("householdAddress", "residentialAddress", "registeredAddress", "address", "projectSite");

    private AmendedForm() {}

    static JsonNode of(JsonNode form) {
        ObjectNode amended = (ObjectNode) form.deepCopy();
        String field = ADDRESSES.stream()
                .filter(form::has)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A form without an address: " + form));
        amended.put(field, form.path(field).asString() + "（现住地）");
        return amended;
    }
}
