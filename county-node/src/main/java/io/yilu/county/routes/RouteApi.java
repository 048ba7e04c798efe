package io.yilu.county.routes;

import io.yilu.sync.Refusals;
import io.yilu.sync.Refusals.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The routes over HTTP. */
@RestController
class RouteApi {

    private final RouteBoard board;
    private final Refusals refusals;
    private final Clock clock;

    RouteApi(RouteBoard board, Refusals refusals, Clock clock) {
        this.board = board;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** Every site's line, as of a moment. */
    record RoutesAnswer(List<Route> routes, Instant asOf) {}

    @GetMapping("/api/v1/routes")
    RoutesAnswer routes() {
        return new RoutesAnswer(board.routes(), clock.instant());
    }

    /** What was turned away at the border since the node was started, as of a moment. */
    record RefusalsAnswer(List<Refusal> refusals, Instant asOf) {}

    @GetMapping("/api/v1/routes/refusals")
    RefusalsAnswer refusals() {
        return new RefusalsAnswer(refusals.all(), clock.instant());
    }
}
