package io.yilu.ops.acceptance;

import io.yilu.ops.demo.DemoSites;
import io.yilu.ops.fleet.Console;
import io.yilu.ops.fleet.Fleet;
import io.yilu.ops.fleet.FleetPlan;
import io.yilu.ops.fleet.Folders;
import io.yilu.ops.fleet.NodePrograms;
import io.yilu.ops.fleet.Ports;
import io.yilu.ops.fleet.Words;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What was built, and fleets of real nodes made from it; their data and logs stay below {@code ops/target}. */
final class Repository {

    /** Not the terminal: Maven talks with its tests over that stream. */
    private static final Console CONSOLE = new Console(log());

    private static final Words WORDS = new Words(Locale.ENGLISH);

    private Repository() {}

    static Path root() {
        return Path.of(System.getProperty("yilu.repository", ".."))
                .toAbsolutePath()
                .normalize();
    }

    static Path target() {
        return root().resolve("ops/target");
    }

    /** A fleet with empty data on free ports; nothing of it runs yet. */
    static Fleet newFleet(String name, int towns) throws IOException, InterruptedException {
        Path data = target().resolve("acceptance").resolve(name);
        Folders.delete(data);
        FleetPlan plan = FleetPlan.of(
                Files.createDirectories(data).toRealPath(), "127.0.0.1", Ports.free(), DemoSites.first(towns));
        return new Fleet(plan, programs(), CONSOLE, WORDS);
    }

    static NodePrograms programs() throws IOException, InterruptedException {
        return NodePrograms.prepare(root(), true, CONSOLE, WORDS);
    }

    private static OutputStream log() {
        try {
            Path log = target().resolve("acceptance/fleets.log");
            Files.createDirectories(log.getParent());
            return Files.newOutputStream(log);
        } catch (IOException failed) {
            throw new UncheckedIOException("The fleets have nowhere to write what they do", failed);
        }
    }

    static Console console() {
        return CONSOLE;
    }

    static Words words() {
        return WORDS;
    }
}
