package io.yilu.township.accounts;

import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
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
    private final AuditLog auditLog;

    AccountsKeptRebuild(KeptAccounts accounts, AccountsKeeping keeping, AuditLog auditLog) {
        this.accounts = accounts;
        this.keeping = keeping;
        this.auditLog = auditLog;
    }

    @Override
    public Class<AccountsKept> payloadClass() {
        return AccountsKept.class;
    }

    @Override
    public void rebuild(InboxMessage<AccountsKept> message) {
        AccountsKept before = accounts.asTheyStand();
        accounts.bringBack(message.payload());
        keeping.note(message.payload());
        if (!accounts.asTheyStand().equals(before)) {
            auditLog.record(Act.ACCOUNT_CHANGED, message.id().toString(), "重建时按县里保存的恢复");
        }
    }
}
