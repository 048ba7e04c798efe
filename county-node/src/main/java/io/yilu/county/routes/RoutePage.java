package io.yilu.county.routes;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Links;
import io.yilu.sync.Recovery;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** 线路: every site's line on one page. */
@Controller
class RoutePage {

    private final RouteBoard board;
    private final Recovery recovery;

    RoutePage(RouteBoard board, Recovery recovery) {
        this.board = board;
        this.recovery = recovery;
    }

    @GetMapping("/routes")
    String routes(Model model) {
        List<Route> routes = board.routes();
        Map<Links.State, Integer> counts = new EnumMap<>(Links.State.class);
        for (Links.State state : Links.State.values()) {
            counts.put(state, (int)
                    routes.stream().filter(route -> route.state() == state).count());
        }
        model.addAttribute("routes", routes);
        model.addAttribute(
                "handingBack",
                recovery.open().stream()
                        .map(Recovery.Progress::peer)
                        .map(NodeId::value)
                        .toList());
        model.addAttribute(
                "closedCases",
                routes.stream()
                        .flatMap(route -> recovery.closed(route.site()).stream())
                        .toList());
        model.addAttribute("counts", counts);
        model.addAttribute(
                "pendingCases", routes.stream().mapToLong(Route::pendingCases).sum());
        model.addAttribute(
                "pendingBytes", routes.stream().mapToLong(Route::pendingBytes).sum());
        return "county/routes";
    }
}
