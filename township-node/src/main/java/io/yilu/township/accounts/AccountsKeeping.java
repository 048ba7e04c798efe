package io.yilu.township.accounts;

import io.yilu.node.signin.KeptAccounts;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.AccountsKept;
import io.yilu.sync.Outbox;
import io.yilu.township.rebuild.Rebuild;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the county all accounts of this site whenever any of them has changed.
 *
 * <p>Never before this site's history is here: the first administrator of a new machine must not take the place of the
 * accounts that are about to come back.
 */
@Component
class AccountsKeeping {

    private static final String SUBJECT = "accounts";

    private final KeptAccounts accounts;
    private final Rebuild rebuild;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    AccountsKeeping(KeptAccounts accounts, Rebuild rebuild, Outbox outbox, JdbcClient jdbc, JsonMapper json) {
        this.accounts = accounts;
        this.rebuild = rebuild;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.json = json;
    }

    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT20S")
    @Transactional
    public void tell() {
        AccountsKept now = accounts.asTheyStand();
        if (!rebuild.isComplete() || rebuild.isClosed(SUBJECT) || now.accounts().isEmpty() || isKept(now)) {
            return;
        }
        outbox.append(NodeId.COUNTY, SUBJECT, now);
        note(now);
    }

    /** Notes what the county keeps, so that it is told again only after another change. */
    void note(AccountsKept kept) {
        jdbc.sql("REPLACE INTO accounts_kept (id, digest) VALUES (1, :digest)")
                .param("digest", digest(kept))
                .update();
    }

    private boolean isKept(AccountsKept now) {
        return jdbc.sql("SELECT digest FROM accounts_kept WHERE id = 1")
                .query(String.class)
                .optional()
                .filter(digest(now)::equals)
                .isPresent();
    }

    private String digest(AccountsKept accounts) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(accounts)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
