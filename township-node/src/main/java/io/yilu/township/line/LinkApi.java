package io.yilu.township.line;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yilu.sync.Links;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The link over the HTTP API. */
@RestController
@Tag(name = "link", description = "The line to the county")
class LinkApi {

    private final Lamp lamp;

    LinkApi(Lamp lamp) {
        this.lamp = lamp;
    }

    @GetMapping("/api/v1/link")
    @Operation(summary = "State of the line and what waits")
    Links.LinkStatus status() {
        return lamp.now();
    }
}
