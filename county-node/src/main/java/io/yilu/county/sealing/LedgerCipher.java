package io.yilu.county.sealing;

import io.yilu.node.privacy.Sealer;
import io.yilu.sync.PayloadCipher;
import org.springframework.stereotype.Component;

/** Seals what the exchange keeps under the same key as everything else of this node. */
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
