package io.yilu.township.sealed;

import io.yilu.node.privacy.Sealer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes values as JSON under the node's key and reads them back, so that no form or id number rests in clear. */
@Component
public class SealedJson {

    private final Sealer sealer;
    private final JsonMapper json;

    SealedJson(Sealer sealer, JsonMapper json) {
        this.sealer = sealer;
        this.json = json;
    }

    public byte[] seal(Object value) {
        return sealer.seal(json.writeValueAsBytes(value));
    }

    public <T> T open(byte[] sealed, Class<T> type) {
        return json.readValue(sealer.open(sealed), type);
    }
}
