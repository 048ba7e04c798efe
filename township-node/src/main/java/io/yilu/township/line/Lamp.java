package io.yilu.township.line;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Links;
import org.springframework.stereotype.Component;

/** The lamp at the top right of every page, in templates as {@code ${@lamp.now()}}. */
@Component
public class Lamp {

    private final Links links;

    Lamp(Links links) {
        this.links = links;
    }

    /** The link to the county as it stands. */
    public Links.LinkStatus now() {
        return links.with(NodeId.COUNTY);
    }
}
