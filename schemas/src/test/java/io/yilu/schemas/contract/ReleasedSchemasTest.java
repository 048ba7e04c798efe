package io.yilu.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A schema that has shipped stays as it is: what changes gets a version and a file of its own (ADR 17). */
class ReleasedSchemasTest {

    private static final Path CONTRACT = Path.of("src/main/resources/contract");
    private static final Path RELEASED = Path.of("src/test/resources/contract/released.sha256");

    @Test
    void law_10_a_schema_that_has_shipped_never_changes_and_a_new_one_is_entered_once() throws Exception {
        Map<String, String> recorded = new TreeMap<>();
        for (String line : Files.readAllLines(RELEASED)) {
            String[] parts = line.split("  ");
            recorded.put(parts[1], parts[0]);
        }
        assertThat(schemas()).isNotEmpty().isEqualTo(recorded);
    }

    private static Map<String, String> schemas() throws Exception {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.list(CONTRACT)) {
            for (Path file : files.filter(ReleasedSchemasTest::isSchema).toList()) {
                hashes.put(String.valueOf(file.getFileName()), sha256(file));
            }
        }
        return hashes;
    }

    private static boolean isSchema(Path file) {
        return file.toString().endsWith(".schema.json");
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
