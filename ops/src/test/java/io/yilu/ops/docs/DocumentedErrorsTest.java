package io.yilu.ops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/errors.md names exactly the codes that the sources use. */
class DocumentedErrorsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CODE = Pattern.compile("YILU-[A-Z]+-[0-9]{3}");

    @Test
    void every_code_of_the_sources_is_documented_and_every_documented_code_exists() throws IOException {
        Set<String> documented = codesIn(ROOT.resolve("docs/errors.md"));
        Set<String> used = new TreeSet<>();
        for (String module : Set.of("schemas", "sync-routes", "township-node", "county-node")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
                for (Path file : files.filter(DocumentedErrorsTest::isSource).toList()) {
                    used.addAll(codesIn(file));
                }
            }
        }
        assertThat(used).hasSizeGreaterThan(50);
        assertThat(documented).isEqualTo(used);
    }

    private static boolean isSource(Path file) {
        String path = file.toString();
        return path.contains("/src/main/")
                && !path.contains("/target/")
                && (path.endsWith(".java") || path.endsWith(".properties"));
    }

    private static Set<String> codesIn(Path file) throws IOException {
        return CODE.matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
