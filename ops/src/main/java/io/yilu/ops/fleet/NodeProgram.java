package io.yilu.ops.fleet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of the two built programs, unpacked so that it starts quickly.
 *
 * @param jar the thin jar beside its libraries
 * @param archive the class data that its processes share (AppCDS), if it was made
 */
public record NodeProgram(Path jar, Optional<Path> archive) {

    /**
     * What keeps a township and its database under 512 MB resident (measured; G1 and the second compiler cost 100 MB and
     * gain nothing at a window's load).
     */
    private static final List<String> FLAGS = List.of(
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xshare:auto",
            "-Djava.awt.headless=true",
            // Its input is a pipe that ends with this program, also when somebody kills it.
            "-Dyilu.end-with-starter=true",
            "-Dfile.encoding=UTF-8",
            "-Duser.timezone=Asia/Shanghai");

    /** The whole command line of a node's process. */
    List<String> command(NodePlan plan, List<String> extraFlags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add(plan.isCounty() ? "-Xmx320m" : "-Xmx160m");
        // Its own, since the embedded database's data must never lie under the temporary folder: it would be deleted.
        command.add("-Djava.io.tmpdir=" + plan.dataDir().resolve("tmp"));
        archive.ifPresent(file -> command.add("-XX:SharedArchiveFile=" + file));
        command.addAll(plan.flags());
        command.addAll(extraFlags);
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(plan.arguments());
        return command;
    }
}
