package io.yilu.desk.sealing;

import io.yilu.node.privacy.Sealer;
import io.yilu.sync.PayloadCipher;

/** Seals and marks what the exchange keeps under the same keys as everything else of this node. */
final class LedgerCipher implements PayloadCipher {

    private final Sealer sealer;

    LedgerCipher(Sealer sealer) {
        this.sealer = sealer;
    }

    @Override
    public byte[] seal(byte[] plain) {
        return sealer.seal(plain);
    }

    @Override
    public byte[] open(byte[] sealed) {
        return sealer.open(sealed);
    }

    @Override
    public byte[] mark(byte[] text) {
        return sealer.mark(text);
    }
}
