package io.yilu.sync.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Refusals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows refusals to monitoring as the counter {@code yilu.refusals} by code and site. */
final class MeteredRefusals implements Refusals {

    private static final String COUNTER = "yilu.refusals";

    private final Refusals counted;
    private final MeterRegistry meters;

    MeteredRefusals(Refusals counted, MeterRegistry meters) {
        this.counted = counted;
        this.meters = meters;
    }

    @Override
    public void refused(String code, @Nullable NodeId peer, String words) {
        meter(code, peer);
        counted.refused(code, peer, words);
    }

    @Override
    public void counted(String code, @Nullable NodeId peer, String words) {
        meter(code, peer);
        counted.counted(code, peer, words);
    }

    @Override
    public List<Refusal> all() {
        return counted.all();
    }

    private void meter(String code, @Nullable NodeId peer) {
        meters.counter(COUNTER, "code", code, "peer", peer == null ? "unknown" : peer.value())
                .increment();
    }
}
