package io.yilu.sync.engine;

import java.util.Objects;
import java.util.UUID;

/**
 * A frame as it was said. What a node said before it was restored, or before its peer was, may still be on the way or in a
 * broker: taken late, it would fill places of the stream that mean something else by now, or receipt what is lost again. So every
 * frame tells its session, and only what belongs to the open one is heard; what is lost with it is sent again.
 *
 * @param session the speaker's session, see {@link Frame.Hello}
 */
public record Spoken(UUID session, Frame frame) {
    public Spoken {
        Objects.requireNonNull(session);
        Objects.requireNonNull(frame);
    }

    /** Whether it opens or refuses a session, so that none need be open to hear it. */
    boolean isGreeting() {
        return frame instanceof Frame.Hello || frame instanceof Frame.Refused;
    }
}
