package io.yilu.township.line;

import io.yilu.node.live.LiveUpdates;
import io.yilu.sync.ExchangeEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells open pages that the link moved. */
@Component
class LineNews {

    private final LiveUpdates live;

    LineNews(LiveUpdates live) {
        this.live = live;
    }

    @EventListener
    void moved(ExchangeEvent.LinkMoved event) {
        live.publish("link");
    }
}
