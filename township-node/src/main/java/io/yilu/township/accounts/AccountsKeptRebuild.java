package io.yilu.township.accounts;

import io.yilu.node.signin.KeptAccounts;
import io.yilu.schemas.payload.AccountsKept;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.OwnMessageHandler;
import org.springframework.stereotype.Component;

/** Brings the site's accounts back; of several messages the last one counts, since they come in their order. */
@Component
class AccountsKeptRebuild implements OwnMessageHandler<AccountsKept> {

    private final KeptAccounts accounts;
    private final AccountsKeeping keeping;

    AccountsKeptRebuild(KeptAccounts accounts, AccountsKeeping keeping) {
        this.accounts = accounts;
        this.keeping = keeping;
    }

    @Override
    public Class<AccountsKept> payloadClass() {
        return AccountsKept.class;
    }

    @Override
    public void rebuild(InboxMessage<AccountsKept> message) {
        accounts.bringBack(message.payload());
        keeping.note(message.payload());
    }
}
