package io.yilu.sync.routes;

import io.yilu.schemas.exchange.Lane;
import org.apache.camel.builder.RouteBuilder;

/**
 * Sends encoded frames of one lane to the queue that their header names. A failure goes back to the caller, which keeps the
 * content in its ledger.
 */
public final class SendFramesRoute extends RouteBuilder {

    private final Lane lane;

    public SendFramesRoute(Lane lane) {
        this.lane = lane;
    }

    /** For example {@code file-send}. */
    public static String routeId(Lane lane) {
        return lane.label() + "-send";
    }

    static String endpoint(Lane lane) {
        return "direct:" + routeId(lane);
    }

    @Override
    public void configure() {
        from(endpoint(lane))
                .errorHandler(noErrorHandler())
                .routeId(routeId(lane))
                .to(LaneQueues.component(lane) + ":queue:named-by-header");
    }
}
