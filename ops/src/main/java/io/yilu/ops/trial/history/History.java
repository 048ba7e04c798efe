package io.yilu.ops.trial.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The intent log: every deed in the order in which it happened, in memory and line by line in a file. */
public final class History implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Deed> deeds = new ArrayList<>();
    private final Writer file;
    private volatile long startedNanos = System.nanoTime();

    public History(Path file) {
        try {
            this.file = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException("The intent log " + file + " cannot be written.", failed);
        }
    }

    /** Writes a deed down before anything else happens. */
    public synchronized void note(
            Deed.Phase phase, Deed.Kind kind, String intent, String node, String number, Map<String, Object> facts) {
        Deed deed = new Deed(elapsedMillis(), phase, kind, intent, node, number, facts);
        deeds.add(deed);
        try {
            file.write(JSON.writeValueAsString(deed));
            file.write('\n');
            file.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException("The intent log cannot be written.", failed);
        }
    }

    /** From now on time is counted. */
    public void begin() {
        startedNanos = System.nanoTime();
    }

    public long elapsedMillis() {
        return (System.nanoTime() - startedNanos) / 1_000_000;
    }

    public synchronized List<Deed> deeds() {
        return List.copyOf(deeds);
    }

    /** How often this happened at a node so far. */
    public synchronized long count(Deed.Phase phase, Deed.Kind kind, String node) {
        return deeds.stream()
                .filter(deed -> deed.phase() == phase
                        && deed.kind() == kind
                        && (node.isEmpty() || deed.node().equals(node)))
                .count();
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("The intent log cannot be closed.", failed);
        }
    }
}
