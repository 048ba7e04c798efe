package io.yilu.county.broker;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Refusals;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Every refusal by itself, for a broker without a node around it. */
final class NotedRefusals implements Refusals {

    private final List<Refusal> all = new CopyOnWriteArrayList<>();

    @Override
    public void refused(String code, @Nullable NodeId peer, String words) {
        all.add(new Refusal(code, peer, 1, Instant.EPOCH, words));
    }

    @Override
    public void counted(String code, @Nullable NodeId peer, String words) {
        refused(code, peer, words);
    }

    @Override
    public List<Refusal> all() {
        return List.copyOf(all);
    }
}
