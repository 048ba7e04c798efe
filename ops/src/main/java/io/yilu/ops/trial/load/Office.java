package io.yilu.ops.trial.load;

import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.rehearsal.NodeApi.RefusedException;
import io.yilu.ops.trial.history.Deed.Kind;
import io.yilu.ops.trial.history.Deed.Phase;
import io.yilu.ops.trial.history.History;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What all people of a trial share: their desks, the intent log, and how a deed is asked for until it is answered. */
final class Office {

    private static final int SERVER_ERROR = 500;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;

    private final NodePlan county;
    private final History history;
    private final Gate gate;
    private final Map<String, Desk> desks = new ConcurrentHashMap<>();

    Office(NodePlan county, History history, Gate gate) {
        this.county = county;
        this.history = history;
        this.gate = gate;
    }

    NodePlan county() {
        return county;
    }

    Gate gate() {
        return gate;
    }

    History history() {
        return history;
    }

    Desk desk(NodePlan node, String user) {
        return desks.computeIfAbsent(node.id() + "/" + user, any -> new Desk(node, user));
    }

    /** One deed, written down under its intent. */
    record Wish(Kind kind, String intent, Counter at, String user, String number, String path) {

        NodePlan node() {
            return at.node();
        }

        /** Also the idempotency key: the same wish asked twice is the same wish. */
        String key(long seed) {
            return "trial-" + seed + "-" + intent;
        }
    }

    /** The deed was refused, and asking again is no use. */
    static final class RefusedForGoodException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedForGoodException(String message) {
            super(message);
        }
    }

    /**
     * Asks once. Empty if nobody may write there now, no answer came, or the node asks to wait: then the same wish is to be
     * asked again, with the same key.
     */
    Optional<JsonNode> ask(
            Wish wish,
            String key,
            Map<String, Object> body,
            Map<String, Object> facts,
            Function<JsonNode, Map<String, Object>> told)
            throws InterruptedException, RefusedForGoodException {
        if (!gate.enter(wish.at(), wish.intent())) {
            return Optional.empty();
        }
        try {
            note(Phase.ASKED, wish, wish.number(), facts);
            JsonNode answer = desk(wish.node(), wish.user()).post(wish.path(), key, body);
            String number = wish.number().isEmpty() ? answer.path("number").asString("") : wish.number();
            note(Phase.TOLD, wish, number, told.apply(answer));
            gate.answered(wish.at(), wish.intent());
            return Optional.of(answer);
        } catch (RefusedException refused) {
            String why = String.valueOf(refused.getMessage());
            if (mayBeAskedAgain(refused, why)) {
                note(Phase.UNANSWERED, wish, wish.number(), Map.of("why", why));
                return Optional.empty();
            }
            gate.answered(wish.at(), wish.intent());
            note(Phase.REFUSED, wish, wish.number(), Map.of("status", refused.status(), "why", why));
            throw new RefusedForGoodException(why);
        } catch (IOException noAnswer) {
            note(Phase.UNANSWERED, wish, wish.number(), Map.of("why", String.valueOf(noAnswer)));
            return Optional.empty();
        }
    }

    private static boolean mayBeAskedAgain(RefusedException refused, String why) {
        boolean scansTravel = refused.status() == CONFLICT && why.contains("YILU-REVIEW-003");
        return refused.status() >= SERVER_ERROR || refused.status() == TOO_MANY || scansTravel;
    }

    private void note(Phase phase, Wish wish, String number, Map<String, Object> facts) {
        history.note(phase, wish.kind(), wish.intent(), wish.node().id().value(), number, facts);
    }
}
