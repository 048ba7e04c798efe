package io.yilu.ops.fleet;

import io.yilu.ops.fleet.NodePlan.Kind;
import io.yilu.schemas.catalogue.CatalogueLoader;
import io.yilu.schemas.catalogue.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts each program once to its readiness and stops it, so that the JVM writes down the classes it loaded (AppCDS).
 *
 * <p>Later processes map that file instead of loading the classes: they start faster and share its pages. Without it
 * everything works, only slower; so a trial that fails is said and forgotten.
 */
final class TrialRun {

    private static final Duration READY_LIMIT = Duration.ofMinutes(2);
    private static final Duration DUMP_LIMIT = Duration.ofMinutes(2);

    private final NodePrograms programs;
    private final Path folder;
    private final Console console;
    private final Words words;

    TrialRun(NodePrograms programs, Path repository, Console console, Words words) {
        this.programs = programs;
        this.folder = repository.resolve("ops/target/trial");
        this.console = console;
        this.words = words;
    }

    NodePrograms archived() throws InterruptedException {
        if (List.of(Kind.values()).stream()
                .allMatch(kind -> programs.of(kind).archive().isPresent())) {
            return programs;
        }
        Folders.delete(folder);
        Thread onInterrupt =
                new Thread(() -> ProcessTable.workingOn(folder).forEach(ProcessTable.Entry::kill), "end-trial");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        Ports ports = Ports.free();
        Site anyTown = CatalogueLoader.loadShipped().sites().get(0);
        FleetPlan plan = FleetPlan.of(folder, "127.0.0.1", ports, List.of(anyTown));
        Map<Kind, NodeProgram> result = new EnumMap<>(Kind.class);
        result.put(Kind.COUNTY, archived(plan, plan.county()));
        result.put(Kind.TOWNSHIP, archived(plan, plan.towns().get(0)));
        Folders.delete(folder);
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
        return NodePrograms.given(result);
    }

    private NodeProgram archived(FleetPlan plan, NodePlan node) throws InterruptedException {
        NodeProgram program = programs.of(node.kind());
        if (program.archive().isPresent()) {
            return program;
        }
        console.say(words.of("archive.making", node.kind().module()));
        Path archive = NodePrograms.archiveOf(program);
        Path draft = archive.resolveSibling("classes.draft");
        boolean made = isMade(plan, node, program, draft);
        if (made && draft.toFile().renameTo(archive.toFile())) {
            return new NodeProgram(program.jar(), Optional.of(archive));
        }
        console.say(words.of("archive.failed", node.kind().module()));
        return program;
    }

    private boolean isMade(FleetPlan plan, NodePlan node, NodeProgram program, Path draft) throws InterruptedException {
        try (Fleet leftovers = new Fleet(plan, programs, console, words)) {
            RunningNode trial = RunningNode.start(node, program, List.of("-XX:ArchiveClassesAtExit=" + draft));
            try {
                return Deadline.in(READY_LIMIT).isMet(() -> trial.isReady() || !trial.isAlive())
                        && trial.isAlive()
                        && trial.stop(DUMP_LIMIT)
                        && Files.exists(draft);
            } finally {
                if (trial.isAlive()) {
                    trial.kill();
                }
            }
        }
    }
}
