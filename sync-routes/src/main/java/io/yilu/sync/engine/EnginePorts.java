package io.yilu.sync.engine;

import io.yilu.sync.ExchangeEvent;
import io.yilu.sync.Refusals;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the engine stands on.
 *
 * @param events receives hints for the pages after commits
 * @param ticker measures intervals and limits; the wall clock gives dates only
 * @param refusals counts what is turned away
 * @param mark by which this node knows its own messages again, and chooses what nobody is to foretell
 * @param ids gives the ids of sessions; a simulation draws them from its seed
 */
public record EnginePorts(
        Ledger ledger,
        ChunkStore chunks,
        Carrier carrier,
        Consumer<ExchangeEvent> events,
        Ticker ticker,
        Refusals refusals,
        OwnMark mark,
        Supplier<UUID> ids) {

    public EnginePorts(
            Ledger ledger,
            ChunkStore chunks,
            Carrier carrier,
            Consumer<ExchangeEvent> events,
            Ticker ticker,
            Refusals refusals,
            OwnMark mark) {
        this(ledger, chunks, carrier, events, ticker, refusals, mark, UUID::randomUUID);
    }
}
