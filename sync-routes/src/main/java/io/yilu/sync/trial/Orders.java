package io.yilu.sync.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** What a trial orders a running node to suffer: files in a folder that only a trial's nodes are told of. */
public final class Orders {

    /** The system property that names the folder; the crash points look there too. */
    static final String FOLDER = "yilu.trial.crash-points";

    private final Path folder;

    public Orders(Path folder) {
        this.folder = folder;
    }

    /** Empty in production. */
    public static Optional<Orders> ofThisProcess() {
        return Optional.ofNullable(System.getProperty(FOLDER)).map(name -> new Orders(Path.of(name)));
    }

    public boolean isGiven(String name) {
        return Files.exists(folder.resolve(name));
    }

    /** Adds a line to what was done by this order, so that the trial counts no strike that met nothing. */
    public void noteDone(String name, String what) {
        try {
            Files.writeString(
                    folder.resolve(name + ".done"), what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("What was done by order cannot be noted: " + name, unwritable);
        }
    }

    /** The lines of an order; none if it is not given. */
    public List<String> lines(String name) {
        try {
            return Files.readAllLines(folder.resolve(name));
        } catch (IOException noneOrHalfWritten) {
            return List.of();
        }
    }
}
