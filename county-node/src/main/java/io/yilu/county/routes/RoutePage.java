package io.yilu.county.routes;

import io.yilu.sync.Links;
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

    RoutePage(RouteBoard board) {
        this.board = board;
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
        model.addAttribute("counts", counts);
        model.addAttribute(
                "pendingCases", routes.stream().mapToLong(Route::pendingCases).sum());
        model.addAttribute(
                "pendingBytes", routes.stream().mapToLong(Route::pendingBytes).sum());
        return "county/routes";
    }
}
