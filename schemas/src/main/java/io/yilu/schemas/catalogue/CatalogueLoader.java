package io.yilu.schemas.catalogue;

import io.yilu.schemas.contract.ContractMapper;
import io.yilu.schemas.contract.ContractSchema;
import io.yilu.schemas.failure.PermanentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Loads a catalogue from tables or from a released file and refuses it with a list of every fault. */
public final class CatalogueLoader {

    /** The version of the tables that come with this build. */
    public static final String SHIPPED_VERSION = "2016.1";

    private static final String SCHEMA = "contract/catalogue.v1.schema.json";
    private static final String JSON_FILE = "catalogue.json";
    private static final int MOST_SHOWN = 30;

    private CatalogueLoader() {}

    /** The catalogue that comes with this build, version {@value #SHIPPED_VERSION}. */
    public static Catalogue loadShipped() {
        return load(new TableReader(CatalogueLoader::shipped), SHIPPED_VERSION);
    }

    /** A catalogue from a directory of tables like the shipped one. */
    public static Catalogue load(Path directory, String version) {
        return load(new TableReader(name -> file(directory, name)), version);
    }

    /** Every fault in a directory of tables, by file and line; empty when it would load. */
    public static List<Fault> lint(Path directory) {
        TableReader reader = new TableReader(name -> file(directory, name));
        return faults(reader, reader.read("lint"));
    }

    static Catalogue fromJson(byte[] json) {
        CatalogueTables tables = tables(json);
        List<Fault> faults = CatalogueLint.faults(tables, (file, index) -> index + 1);
        return catalogue(tables, faults);
    }

    private static Catalogue load(TableReader reader, String version) {
        CatalogueTables tables = reader.read(version);
        return catalogue(tables, faults(reader, tables));
    }

    private static Catalogue catalogue(CatalogueTables tables, List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw refused(faults);
        }
        return new Catalogue(tables);
    }

    /** A row that could not be read holds stand-ins, so what the lint says of it would mislead. */
    private static List<Fault> faults(TableReader reader, CatalogueTables tables) {
        List<Fault> faults = new ArrayList<>(reader.faults());
        Set<String> unreadable = faults.stream().map(CatalogueLoader::place).collect(Collectors.toUnmodifiableSet());
        CatalogueLint.faults(tables, reader::line).stream()
                .filter(fault -> !unreadable.contains(place(fault)))
                .forEach(faults::add);
        return faults;
    }

    private static String place(Fault fault) {
        return fault.file() + ":" + fault.line();
    }

    private static CatalogueTables tables(byte[] json) {
        try {
            JsonNode document = ContractMapper.instance().readTree(json);
            List<String> problems = ContractSchema.load(SCHEMA).problems(document);
            if (!problems.isEmpty()) {
                throw refused(problems.stream()
                        .map(problem -> new Fault(JSON_FILE, 0, problem))
                        .toList());
            }
            return ContractMapper.instance().treeToValue(document, CatalogueTables.class);
        } catch (JacksonException notJson) {
            throw refused(List.of(new Fault(JSON_FILE, 0, "不是完整的 JSON 文件")));
        }
    }

    private static PermanentException refused(List<Fault> faults) {
        String listed = faults.stream().limit(MOST_SHOWN).map(Fault::toString).collect(Collectors.joining("；"));
        String more = faults.size() > MOST_SHOWN ? "；……" : "";
        return new PermanentException(
                "YILU-CATALOGUE-001",
                "权力清单有 " + faults.size() + " 处错误：" + listed + more + "。",
                "请逐条改正后重新装载，原来的版本继续有效。");
    }

    private static Optional<byte[]> shipped(String name) {
        try (InputStream stream = CatalogueLoader.class.getResourceAsStream("/catalogue/" + name)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Optional<byte[]> file(Path directory, String name) {
        Path file = directory.resolve(name).normalize();
        if (!file.startsWith(directory.normalize()) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
