package io.yilu.schemas.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.contract.ContractMapper;
import io.yilu.schemas.exchange.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every version that was ever sent is read for ever (law 10): {@code corpus/RELEASE} holds messages as that release sent them,
 * {@code corpus/read-as} what the present release makes of each, {@code corpus/sent.sha256} that none of them was touched.
 */
class CorpusTest {

    private static final Path CORPUS = corpus();

    private final PayloadCodec codec = new PayloadCodec();

    static List<Path> messages() {
        return list(CORPUS)
                .filter(folder -> Files.isDirectory(folder) && !folder.endsWith("read-as"))
                .flatMap(CorpusTest::list)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void law_10_every_version_of_every_kind_is_in_the_corpus(PayloadType type) {
        assertThat(IntStream.rangeClosed(1, type.schemaVersion()))
                .allSatisfy(version -> assertThat(messages())
                        .as("messages of " + type.label() + " version " + version)
                        .anyMatch(
                                file -> file.getFileName().toString().startsWith(type.label() + ".v" + version + ".")));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void law_10_a_message_of_any_release_still_means_what_it_meant(Path file) {
        String[] name = file.getFileName().toString().split("\\.");
        PayloadType type = PayloadType.labelled(name[0]).orElseThrow();
        Payload payload = codec.read(type, Integer.parseInt(name[1].substring(1)), json(file));

        Path release = Objects.requireNonNull(file.getParent()).getFileName();
        Path readAs = CORPUS.resolve("read-as").resolve(release + "." + file.getFileName());
        assertThat(codec.toJson(payload)).hasToString(json(readAs).toString());
    }

    @Test
    void law_10_what_was_sent_is_never_touched() throws IOException {
        Map<String, String> recorded = Files.readAllLines(CORPUS.resolve("sent.sha256")).stream()
                .map(line -> line.split("  "))
                .collect(Collectors.toMap(part -> part[1], part -> part[0], (first, second) -> first, TreeMap::new));
        Map<String, String> now = messages().stream()
                .collect(Collectors.toMap(
                        file -> CORPUS.relativize(file).toString(),
                        CorpusTest::sha256,
                        (first, second) -> first,
                        TreeMap::new));
        assertThat(now).isEqualTo(recorded);
    }

    private static JsonNode json(Path file) {
        return ContractMapper.instance().readTree(bytes(file));
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path corpus() {
        try {
            return Path.of(Objects.requireNonNull(CorpusTest.class.getResource("/contract/corpus"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
