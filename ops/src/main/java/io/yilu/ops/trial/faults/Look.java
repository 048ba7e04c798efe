package io.yilu.ops.trial.faults;

import io.yilu.ops.fleet.Deadline;
import java.io.IOException;
import java.time.Duration;

/** What a person looks for at a node, again and again while it does not answer. */
@FunctionalInterface
interface Look {

    /** While other nodes die and start again meanwhile. */
    Duration PATIENCE = Duration.ofMinutes(3);

    boolean sees() throws IOException, InterruptedException;

    static boolean isSeen(Look look, Duration within) throws InterruptedException {
        return Deadline.in(within).isMet(() -> {
            try {
                return look.sees();
            } catch (IOException away) {
                return false;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    /** A law that this fault attacks did not hold while it struck. */
    static void require(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalStateException(otherwise);
        }
    }
}
