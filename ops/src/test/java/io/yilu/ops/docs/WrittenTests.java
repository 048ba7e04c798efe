package io.yilu.ops.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests of the whole project by their names, so that a page which names one can be believed. */
public final class WrittenTests {

    private static final String SOURCES = "/src/test/java/";
    private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");

    private final Map<String, Set<String>> byModule;

    private WrittenTests(Map<String, Set<String>> byModule) {
        this.byModule = byModule;
    }

    public static WrittenTests of(Path repository) throws IOException {
        Map<String, Set<String>> byModule = new HashMap<>();
        try (Stream<Path> files = Files.walk(repository)) {
            List<Path> sources = files.filter(file -> file.toString().contains(SOURCES))
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
            for (Path source : sources) {
                String path = repository.relativize(source).toString();
                Set<String> names =
                        byModule.computeIfAbsent(path.substring(0, path.indexOf(SOURCES)), module -> new HashSet<>());
                names.add(path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length()));
                Matcher methods = METHOD.matcher(Files.readString(source));
                while (methods.find()) {
                    names.add(methods.group(1));
                }
            }
        }
        return new WrittenTests(byModule);
    }

    /** Names of the test methods and classes of one module, such as {@code schemas/node-base}. */
    Set<String> in(String module) {
        return byModule.getOrDefault(module, Set.of());
    }

    public boolean have(String name) {
        return byModule.values().stream().anyMatch(names -> names.contains(name));
    }
}
