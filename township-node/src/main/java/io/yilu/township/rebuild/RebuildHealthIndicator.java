package io.yilu.township.rebuild;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says on /actuator/health/work, without signing in, whether this node may take work. */
@Component
class RebuildHealthIndicator implements HealthIndicator {

    private final Rebuild rebuild;

    RebuildHealthIndicator(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    @Override
    public Health health() {
        return rebuild.isComplete()
                ? Health.up().build()
                : Health.outOfService().build();
    }
}
