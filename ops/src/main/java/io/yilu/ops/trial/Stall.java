package io.yilu.ops.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that stand still until this is closed. */
public record Stall(String whose, List<Long> pids) implements AutoCloseable {

    static Stall of(String whose, List<Long> pids) throws IOException {
        Stall stall = new Stall(whose, List.copyOf(pids));
        stall.signal("-STOP");
        return stall;
    }

    @Override
    public void close() throws IOException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException {
        if (pids.isEmpty()) {
            // kill asks for somebody to kill.
            return;
        }
        List<String> command = new ArrayList<>(List.of("kill", signal));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        // One that has ended meanwhile is no trouble: the others are reached all the same.
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
    }

    @Override
    public String toString() {
        return whose;
    }
}
