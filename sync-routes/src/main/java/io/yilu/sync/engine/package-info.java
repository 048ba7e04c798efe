/**
 * The engine of the exchange in plain Java: it keeps the laws of delivery behind its ports Ledger, ChunkStore, Carrier and
 * Clock, so that the same code runs over MariaDB and Artemis and in a simulation.
 */
@NullMarked
package io.yilu.sync.engine;

import org.jspecify.annotations.NullMarked;
