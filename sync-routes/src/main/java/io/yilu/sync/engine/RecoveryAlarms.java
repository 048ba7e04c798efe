package io.yilu.sync.engine;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Alarms;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What people must know of a recovery from one peer, in one alarm for all cases of a kind. */
final class RecoveryAlarms {

    private static final int NAMED = 20;

    private final NodeId peer;
    private final Alarms alarms;
    private final Set<String> lost = new TreeSet<>();

    RecoveryAlarms(NodeId peer, Alarms alarms) {
        this.peer = peer;
        this.alarms = alarms;
    }

    /** These cases stay closed until somebody does something. */
    void raiseHeld(Collection<String> subjects) {
        alarms.raise(
                "YILU-RECOVERY-011",
                peer,
                subjects.size()
                        + " cases are not back, everything else is: messages about them failed here or belong to"
                        + " a newer release. Repair those messages, or upgrade; each case opens by itself then: "
                        + named(subjects));
    }

    void clearHeld() {
        alarms.clear("YILU-RECOVERY-011", peer);
    }

    /** Both sides lost what the peer had said about this; what this node made of it is back. */
    void raiseLost(String subject) {
        lost.add(subject);
        alarms.raise(
                "YILU-INBOX-004",
                peer,
                "What the other side had said about " + lost.size() + " cases was lost when both sides were restored."
                        + " Ask what it said and have it entered again: " + named(lost));
    }

    /** An own message could not be taken up again. */
    void raiseNotReplayed(OutgoingMessage own) {
        alarms.raise(
                "YILU-RECOVERY-002",
                peer,
                "Own message " + own.id() + " (" + own.type() + ") about " + own.subject()
                        + " came back and could not be replayed. Compare the case with the other side.");
    }

    private static String named(Collection<String> subjects) {
        return subjects.stream().limit(NAMED).collect(Collectors.joining(", ")) + (subjects.size() > NAMED ? " …" : "");
    }
}
