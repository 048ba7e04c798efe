package io.yilu.sync.routes;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.Lane;
import io.yilu.sync.engine.EncodedFrame;
import io.yilu.sync.engine.Frame;
import io.yilu.sync.engine.Spoken;
import io.yilu.sync.trial.Orders;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says a message again under its own id with another content, once for each line of the order {@code other-bytes}: a case
 * number, and whatever makes the line differ from an earlier one.
 */
final class OtherBytes {

    private static final String ORDER = "other-bytes";
    private static final int REMEMBERED = 500;

    private final Orders orders;
    private final Deque<Said> said = new ArrayDeque<>();
    private final Set<String> done = new HashSet<>();

    OtherBytes(Orders orders) {
        this.orders = orders;
    }

    private record Said(Lane lane, Envelope envelope) {}

    /** A frame that is to follow, and the line of the order that asks for it. */
    record Again(String line, EncodedFrame frame) {}

    /** What is to follow this frame. */
    synchronized List<Again> after(EncodedFrame frame) {
        if (frame.frame() instanceof Frame.Messages messages) {
            messages.envelopes().forEach(envelope -> said.add(new Said(messages.lane(), envelope)));
            while (said.size() > REMEMBERED) {
                said.remove();
            }
        }
        // While a session is being opened nothing but greetings is heard.
        boolean isOpen = !(frame.frame() instanceof Frame.Hello) && !(frame.frame() instanceof Frame.Refused);
        List<Again> following = new ArrayList<>();
        for (String line : isOpen ? orders.lines(ORDER) : List.<String>of()) {
            said.stream()
                    .filter(earlier -> earlier.envelope().subject().equals(line.split(" ")[0]))
                    .findFirst()
                    .filter(earlier -> done.add(line))
                    .ifPresent(earlier -> following.add(new Again(line, changed(earlier, frame.session()))));
        }
        return following;
    }

    /** It was given to the line: whoever does not hold it now has swallowed it. */
    void said(Again again) {
        orders.noteDone(ORDER, again.line());
    }

    private static EncodedFrame changed(Said earlier, UUID session) {
        Envelope real = earlier.envelope();
        Envelope other = real.withPayload(changed(real.payload()));
        return EncodedFrame.of(new Spoken(session, new Frame.Messages(earlier.lane(), List.of(other))));
    }

    /** As sound as the first, so that only its being second speaks against it. */
    private static JsonNode changed(JsonNode payload) {
        ObjectNode other = ((ObjectNode) payload).deepCopy();
        if (other.path("applicant") instanceof ObjectNode applicant) {
            applicant.put("name", applicant.path("name").asString("") + "乙");
        } else {
            other.put("remark", "乙");
        }
        return other;
    }
}
