package io.yilu.ops.simulation;

import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.identity.NodeId;
import java.util.ArrayList;
import java.util.List;

/** The checker's own record of one case in one direction: what was said, in its order, and which of it was heard. */
final class Conversation {

    private final NodeId from;
    private final NodeId to;
    private final String subject;
    private final List<Said> said = new ArrayList<>(4);

    Conversation(NodeId from, NodeId to, String subject) {
        this.from = from;
        this.to = to;
        this.subject = subject;
    }

    /** What became of something that was heard. */
    enum Heard {
        IN_ORDER,
        /** Something before it was not heard yet: it is lost, or will come late. */
        AFTER_A_GAP,
        LATE,
        AGAIN
    }

    NodeId from() {
        return from;
    }

    NodeId to() {
        return to;
    }

    String subject() {
        return subject;
    }

    List<Said> all() {
        return said;
    }

    /** Something new is said. */
    Said say(long sequence, Payload payload) {
        Said fresh = new Said(sequence, payload);
        said.add(fresh);
        return fresh;
    }

    /** What has this content, or null if nothing has. */
    @org.jspecify.annotations.Nullable
    Said find(Payload payload) {
        // From the end: what was just said is what is most often heard.
        for (int i = said.size() - 1; i >= 0; i--) {
            if (said.get(i).payload.equals(payload)) {
                return said.get(i);
            }
        }
        return null;
    }

    Heard hear(Said one) {
        if (one.heard) {
            return Heard.AGAIN;
        }
        int place = said.indexOf(one);
        one.heard = true;
        if (said.subList(place + 1, said.size()).stream().anyMatch(later -> later.heard)) {
            return Heard.LATE;
        }
        return said.subList(0, place).stream().allMatch(before -> before.heard || before.state == State.GONE)
                ? Heard.IN_ORDER
                : Heard.AFTER_A_GAP;
    }

    @Override
    public String toString() {
        return from + "→" + to + " " + subject;
    }

    /** Where something that was said stands in the books of who said it. */
    enum State {
        SAID,
        /** Its node was restored to a time before it; the other side holds it, so it must come back. */
        DUE_BACK,
        /** Its node was restored to a time before it, and nobody held it: it may be lost, and may still turn up. */
        GONE
    }

    /** One thing that was said; compared by identity. */
    static final class Said {
        private final long sequence;
        private final Payload payload;
        private State state = State.SAID;
        private boolean heard;

        private Said(long sequence, Payload payload) {
            this.sequence = sequence;
            this.payload = payload;
        }

        /** Its place in the stream when it was said. */
        long sequence() {
            return sequence;
        }

        Payload payload() {
            return payload;
        }

        State state() {
            return state;
        }

        boolean isHeard() {
            return heard;
        }

        /** It was said, its node still knows it, and the other side has not done it. */
        boolean isMissing() {
            return state == State.SAID && !heard;
        }

        /** The other side did it, or holds it, and its own node has forgotten it. */
        boolean isForgotten() {
            return state == State.DUE_BACK || (state == State.GONE && heard);
        }

        void becomes(State other) {
            state = other;
        }

        void unhear() {
            heard = false;
        }
    }
}
