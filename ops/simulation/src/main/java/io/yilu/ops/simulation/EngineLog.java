package io.yilu.ops.simulation;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the engine's own words into the trace of the world that this thread runs. What the engine catches and goes on from is
 * no fault of ours if it is a programming error: that breaks the run.
 */
public final class EngineLog extends AppenderBase<ILoggingEvent> {

    private static final Pattern PROGRAMMING_ERROR = Pattern.compile(
            "(NullPointer|ClassCast|OutOfBounds|ConcurrentModification|IllegalState|NoSuchElement|UnsupportedOperation)\\w*");

    private static final ThreadLocal<@Nullable Listener> LISTENER = new ThreadLocal<>();

    /** Who listens on this thread. */
    interface Listener {
        void said(String line, boolean programmingError);
    }

    static void to(@Nullable Listener listener) {
        LISTENER.set(listener);
    }

    @Override
    protected void append(ILoggingEvent event) {
        @Nullable Listener listener = LISTENER.get();
        if (listener != null) {
            String line = event.getFormattedMessage();
            listener.said(line, PROGRAMMING_ERROR.matcher(line).find());
        }
    }
}
