package io.yilu.county.accounts;

import io.yilu.schemas.payload.AccountsKept;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import org.springframework.stereotype.Component;

/**
 * Takes a township's accounts into keeping. The inbox keeps the message, sealed, and hands it back when the township needs it;
 * there is no table of them here, and nobody signs in by them.
 */
@Component
class AccountsKeptHandler implements InboxHandler<AccountsKept> {

    @Override
    public Class<AccountsKept> payloadClass() {
        return AccountsKept.class;
    }

    @Override
    public void handle(InboxMessage<AccountsKept> message) {
        // Kept by being in the inbox.
    }
}
