package io.yilu.ops.simulation;

import io.yilu.sync.ledger.MemoryLedger;
import java.util.Map;

/**
 * A copy of a node.
 *
 * @param acts how many acts of its people the judge had noted when it was made
 */
record Backup(
        MemoryLedger ledger,
        Map<String, byte[]> disk,
        Map<String, CaseBook.Row> book,
        Witness.Memory witness,
        int acts) {}
