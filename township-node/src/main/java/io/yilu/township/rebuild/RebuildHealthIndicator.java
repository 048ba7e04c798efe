package io.yilu.township.rebuild;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says on /actuator/health/work, without signing in, whether this node may take work and how much is still to come back. */
@Component
class RebuildHealthIndicator implements HealthIndicator {

    private final Rebuild rebuild;

    RebuildHealthIndicator(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    @Override
    public Health health() {
        if (rebuild.isComplete()) {
            return Health.up().build();
        }
        return Health.outOfService()
                .withDetail("fetched", rebuild.isFetched())
                .withDetail("toReplay", rebuild.toReplay())
                .withDetail("files", rebuild.files())
                .build();
    }
}
