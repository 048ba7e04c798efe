package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.FileManifest;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Manifests as a column. */
final class Manifests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Manifests() {}

    static String toJson(List<FileManifest> manifests) {
        return JSON.writeValueAsString(manifests);
    }

    static List<FileManifest> fromJson(String json) {
        return JSON.readValue(json, new TypeReference<List<FileManifest>>() {});
    }
}
