package io.yilu.desk.bundles;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.BundleDesk;
import io.yilu.sync.Links;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page of bundles shows of one peer, whichever node it stands at. */
public final class BundleStanding {

    private static final int LATEST = 20;

    private final BundleDesk desk;
    private final Links links;

    public BundleStanding(BundleDesk desk, Links links) {
        this.desk = desk;
        this.links = links;
    }

    /** Attributes of {@code node/bundles}; a node adds its own addresses and what only it offers. */
    public Map<String, @Nullable Object> with(NodeId peer) {
        Map<String, @Nullable Object> shown = new HashMap<>();
        shown.put("link", links.with(peer));
        shown.put("job", desk.job().orElse(null));
        shown.put("stick", desk.hasStick());
        shown.put("history", desk.wantsHistory(peer));
        shown.put("latest", desk.latest(peer, LATEST));
        return shown;
    }
}
