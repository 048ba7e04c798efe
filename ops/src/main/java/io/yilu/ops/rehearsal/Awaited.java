package io.yilu.ops.rehearsal;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Asks a node until its answer is as it must become, and tells the last answer if it never does. */
final class Awaited {

    private Awaited() {}

    static JsonNode json(NodeApi api, String path, String what, Predicate<JsonNode> isThere)
            throws IOException, InterruptedException, TimeoutException {
        LastAnswer last = new LastAnswer();
        try {
            return RoundTrip.patience().await(what, () -> last.ask(api, path).filter(isThere));
        } catch (TimeoutException late) {
            throw new TimeoutException(
                    late.getMessage() + ". Last answer of " + api + " to " + path + ": " + last.text);
        }
    }

    static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }

    /** An error is an answer too while one waits: the node may not know the case yet. */
    private static final class LastAnswer {
        private String text = "none";

        Optional<JsonNode> ask(NodeApi api, String path) {
            try {
                JsonNode answer = api.get(path);
                text = answer.toString();
                return Optional.of(answer);
            } catch (IOException notYet) {
                text = String.valueOf(notYet.getMessage());
                return Optional.empty();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }
}
