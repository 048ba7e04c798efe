package io.yilu.sync.boot;

import io.yilu.sync.ExchangeEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;

/** Passes hints on to the pages away from the engine's locks, the same hint once however often it came. */
final class EventRelay implements Consumer<ExchangeEvent> {

    private final ApplicationEventPublisher publisher;
    private final Set<ExchangeEvent> waiting = new LinkedHashSet<>();

    EventRelay(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void accept(ExchangeEvent event) {
        synchronized (waiting) {
            waiting.add(event);
        }
    }

    /** Publishes what has gathered; called a few times a second by one thread. */
    void flush() {
        List<ExchangeEvent> events;
        synchronized (waiting) {
            events = List.copyOf(waiting);
            waiting.clear();
        }
        events.forEach(publisher::publishEvent);
    }
}
