package io.yilu.sync.boot;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Links;
import io.yilu.sync.engine.Exchange;
import io.yilu.sync.engine.FileLedger.Missing;
import io.yilu.sync.engine.Frame.Waiting;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.LinkLedger.LinkRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where each link stands, from the ledger: what waits here and, at the county, what the town says waits there. Only the clocks'
 * difference is asked of the running exchange, looked up late since handlers of its messages may ask as well: what the ledger
 * remembers of it may be of before the date was set.
 */
final class LedgerLinks implements Links {

    private final Ledger ledger;
    private final Supplier<Exchange> exchange;

    LedgerLinks(Ledger ledger, Supplier<Exchange> exchange) {
        this.ledger = ledger;
        this.exchange = exchange;
    }

    @Override
    public LinkStatus with(NodeId peer) {
        return status(ledger.links()
                .find(peer)
                .orElseThrow(() -> new IllegalArgumentException(peer + " is no peer of this node.")));
    }

    @Override
    public Optional<Duration> clockOffset(NodeId peer) {
        return exchange.get().clockOffset(peer);
    }

    @Override
    public List<LinkStatus> all() {
        return ledger.links().all().stream().map(this::status).toList();
    }

    private LinkStatus status(LinkRow row) {
        Waiting here = ledger.outbox().waiting(row.peer());
        // A clerk asks what has not left the house; what the county has for her is not hers to wait for yet.
        Waiting there = ledger.identity().node().isCounty() ? row.reported() : Waiting.NOTHING;
        Missing missing = ledger.files().missing(row.peer());
        @Nullable
        Instant oldest = Stream.of(here.oldest(), there.oldest())
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        return new LinkStatus(
                row.peer(),
                row.state(),
                row.since(),
                row.lastHeardAt(),
                row.roundTripMillis(),
                here.messages() + there.messages(),
                here.subjects() + there.subjects(),
                here.bytes() + there.bytes(),
                oldest,
                missing.files(),
                missing.bytes(),
                ledger.inbox().heldMessages(row.peer()));
    }
}
