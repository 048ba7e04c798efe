package io.yilu.ops.fleet;

import io.yilu.ops.fleet.NodePlan.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/** The two built programs, unpacked once a build, with the class data that their processes share. */
public final class NodePrograms {

    private static final Duration EXTRACT_LIMIT = Duration.ofMinutes(2);

    private final Map<Kind, NodeProgram> programs;

    private NodePrograms(Map<Kind, NodeProgram> programs) {
        this.programs = programs;
    }

    NodeProgram of(Kind kind) {
        NodeProgram program = programs.get(kind);
        if (program == null) {
            throw new IllegalArgumentException("No program for " + kind);
        }
        return program;
    }

    /** For tests of the fleet itself, with programs of their own. */
    public static NodePrograms given(Map<Kind, NodeProgram> programs) {
        return new NodePrograms(programs);
    }

    /**
     * Unpacks both jars of a build below {@code repository/ops/target/nodes}, unless that was done for the same jars.
     * Whoever else does so for this repository meanwhile is waited for.
     *
     * @param withArchive whether to make the shared class data too, which takes one trial start of each program
     */
    public static synchronized NodePrograms prepare(Path repository, boolean withArchive, Console console, Words words)
            throws IOException, InterruptedException {
        Path lock = Files.createDirectories(repository.resolve("ops/target")).resolve("nodes.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            return prepareAlone(repository, withArchive, console, words);
        }
    }

    private static NodePrograms prepareAlone(Path repository, boolean withArchive, Console console, Words words)
            throws IOException, InterruptedException {
        Map<Kind, NodeProgram> programs = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            Path jar = builtJar(repository, kind);
            Path home = repository.resolve("ops/target/nodes").resolve(kind.module());
            Path thin = unpacked(jar, home);
            Path archive = home.resolve("classes.jsa");
            programs.put(kind, new NodeProgram(thin, existing(archive)));
        }
        NodePrograms prepared = new NodePrograms(programs);
        return withArchive ? new TrialRun(prepared, repository, console, words).archived() : prepared;
    }

    static Path archiveOf(NodeProgram program) {
        return program.jar().resolveSibling("../classes.jsa").normalize();
    }

    private static Optional<Path> existing(Path file) {
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    private static Path builtJar(Path repository, Kind kind) throws IOException {
        Path target = repository.resolve(kind.module()).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches(kind.module() + "-[0-9].*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(
                            "No jar of " + kind.module() + " is in " + target + ". Run: ./mvnw package -DskipTests"));
        }
    }

    /** What is in it, by checksum: builds are reproducible, so the file's date says nothing. */
    private static String contentsOf(Path jar) throws IOException {
        CRC32 all = new CRC32();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .map(entry -> entry.getName() + " " + entry.getCrc() + " " + entry.getSize() + "\n")
                    .forEach(line -> all.update(line.getBytes(StandardCharsets.UTF_8)));
        }
        return Long.toHexString(all.getValue());
    }

    private static Path unpacked(Path jar, Path home) throws IOException, InterruptedException {
        Path app = home.resolve("app");
        Path thin = app.resolve(jar.getFileName().toString());
        Path stamp = home.resolve("stamp");
        String build = contentsOf(jar) + " " + System.getProperty("java.vm.version");
        if (Files.exists(thin) && Files.exists(stamp) && Files.readString(stamp).equals(build)) {
            return thin;
        }
        Folders.delete(home);
        Files.createDirectories(home);
        Path log = home.resolve("extract.log");
        Process extract = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        app.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!extract.waitFor(EXTRACT_LIMIT.toSeconds(), TimeUnit.SECONDS) || extract.exitValue() != 0) {
            extract.destroyForcibly();
            throw new IOException(jar + " could not be unpacked: " + Files.readString(log, StandardCharsets.UTF_8));
        }
        Files.writeString(stamp, build);
        return thin;
    }
}
