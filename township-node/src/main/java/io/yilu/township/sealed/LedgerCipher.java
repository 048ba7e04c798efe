package io.yilu.township.sealed;

import io.yilu.node.privacy.Sealer;
import io.yilu.sync.PayloadCipher;
import org.springframework.stereotype.Component;

/** Messages rest in the exchange's ledger under the node's own key. */
@Component
class LedgerCipher implements PayloadCipher {

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
}
