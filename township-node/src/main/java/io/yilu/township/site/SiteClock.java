package io.yilu.township.site;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Links;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The clock that steps at the window are dated by, and how right it is: their dates are legal facts, and it may be wrong (law 9). */
@Component
public class SiteClock {

    private final Clock clock;
    private final Links links;

    SiteClock(Clock clock, Links links) {
        this.clock = clock;
        this.links = links;
    }

    public Instant now() {
        return clock.instant();
    }

    /** This clock minus the county's, or null while nobody has compared them in this run of the node. */
    public @Nullable Long aheadOfCountyMillis() {
        return links.clockOffset(NodeId.COUNTY)
                .map(Duration::negated)
                .map(Duration::toMillis)
                .orElse(null);
    }
}
