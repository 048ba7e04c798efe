package io.yilu.county.cases;

import io.yilu.sync.PayloadCipher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes values as JSON under the node's key and reads them back, so that no form or id number rests in clear. */
@Component
class SealedJson {

    private final PayloadCipher cipher;
    private final JsonMapper json;

    SealedJson(PayloadCipher cipher, JsonMapper json) {
        this.cipher = cipher;
        this.json = json;
    }

    byte[] seal(Object value) {
        return cipher.seal(json.writeValueAsBytes(value));
    }

    <T> T open(byte[] sealed, Class<T> type) {
        return json.readValue(cipher.open(sealed), type);
    }
}
