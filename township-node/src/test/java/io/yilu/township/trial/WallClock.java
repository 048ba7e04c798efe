package io.yilu.township.trial;

import io.yilu.node.identity.NodeIdentityAutoConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** The PC's clock, which somebody may set wrong; whoever does sets it right again. */
@TestComponent
@Primary
public class WallClock extends Clock {

    private final Clock right = Clock.system(NodeIdentityAutoConfiguration.ZONE);
    private volatile Duration wrongBy = Duration.ZERO;

    public void setWrongBy(Duration offset) {
        wrongBy = offset;
    }

    @Override
    public Instant instant() {
        return right.instant().plus(wrongBy);
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The node has one zone.");
    }
}
