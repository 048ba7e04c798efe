package io.yilu.county.live;

import io.yilu.county.cases.CaseMoved;
import io.yilu.node.live.LiveUpdates;
import io.yilu.sync.ExchangeEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Turns events into the topics that pages listen to: {@code cases}, {@code files} and {@code link}. */
@Component
class LiveRelay {

    private final LiveUpdates updates;

    LiveRelay(LiveUpdates updates) {
        this.updates = updates;
    }

    /** A case changed here; sent once the change is committed. */
    @EventListener
    void on(CaseMoved moved) {
        updates.publish("cases");
    }

    @EventListener
    void on(ExchangeEvent event) {
        updates.publish(topic(event));
    }

    private static String topic(ExchangeEvent event) {
        if (event instanceof ExchangeEvent.FileMoved) {
            return "files";
        }
        return event instanceof ExchangeEvent.LinkMoved ? "link" : "cases";
    }
}
