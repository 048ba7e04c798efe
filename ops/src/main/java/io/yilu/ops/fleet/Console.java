package io.yilu.ops.fleet;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the person at the terminal reads: UTF-8 whatever the locale, each line with the seconds since the start. */
public final class Console {

    private final PrintStream out;
    private final long startedNanos = System.nanoTime();

    public Console(OutputStream out) {
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    public static Console ofTerminal() {
        return new Console(new FileOutputStream(FileDescriptor.out));
    }

    /** One line of progress. */
    public synchronized void say(String line) {
        out.printf("[%4d s] %s%n", elapsed().toSeconds(), line);
    }

    /** Lines as they are: tables, logs, the closing line. */
    public synchronized void print(String text) {
        out.println(text);
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
