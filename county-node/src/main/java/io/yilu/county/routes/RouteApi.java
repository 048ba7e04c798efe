package io.yilu.county.routes;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The routes over HTTP. */
@RestController
class RouteApi {

    private final RouteBoard board;
    private final Clock clock;

    RouteApi(RouteBoard board, Clock clock) {
        this.board = board;
        this.clock = clock;
    }

    /** Every site's line, as of a moment. */
    record RoutesAnswer(List<Route> routes, Instant asOf) {}

    @GetMapping("/api/v1/routes")
    RoutesAnswer routes() {
        return new RoutesAnswer(board.routes(), clock.instant());
    }
}
