package io.yilu.sync.engine;

import io.yilu.schemas.exchange.MessageId;
import org.jspecify.annotations.Nullable;

/** The message that this thread is applying: what is appended meanwhile was written because of it. */
final class Cause {

    private static final ThreadLocal<MessageId> CURRENT = new ThreadLocal<>();

    private Cause() {}

    static @Nullable MessageId current() {
        return CURRENT.get();
    }

    static void during(MessageId message, Runnable work) {
        CURRENT.set(message);
        try {
            work.run();
        } finally {
            CURRENT.remove();
        }
    }
}
