package io.yilu.sync.engine;

import io.yilu.sync.ExchangeEvent;
import java.util.function.Consumer;

/**
 * What the engine stands on.
 *
 * @param events receives hints for the pages after commits
 * @param ticker measures intervals and limits; the wall clock gives dates only
 */
public record EnginePorts(
        Ledger ledger, ChunkStore chunks, Carrier carrier, Consumer<ExchangeEvent> events, Ticker ticker) {}
