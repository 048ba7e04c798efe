package io.yilu.schemas.catalogue;

import io.yilu.schemas.contract.ContractMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The one-file form of a catalogue, and the samples beside it. */
final class CatalogueJson {

    private static final String SAMPLES = "/catalogue/samples/cases.jsonl";

    private CatalogueJson() {}

    static byte[] write(CatalogueTables tables) {
        return ContractMapper.instance().writeValueAsBytes(tables);
    }

    static List<SampleCase> samples() {
        try (InputStream stream = CatalogueJson.class.getResourceAsStream(SAMPLES)) {
            if (stream == null) {
                throw new IllegalStateException("The build lacks " + SAMPLES);
            }
            return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .map(line -> ContractMapper.instance().readValue(line, SampleCase.class))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
