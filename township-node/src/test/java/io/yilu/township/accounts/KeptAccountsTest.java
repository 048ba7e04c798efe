package io.yilu.township.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.node.signin.KeptAccounts;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.AccountsKept;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.Recovery;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.township.trial.County;
import io.yilu.township.trial.TownshipTest;
import io.yilu.township.trial.Window;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.support.TransactionTemplate;

/** The site's accounts are kept at the county as they stand, and are there again on a new machine. */
@TownshipTest
class KeptAccountsTest {

    @Autowired
    AccountsKeeping keeping;

    @Autowired
    AccountsKeptRebuild rebuild;

    @Autowired
    KeptAccounts accounts;

    @Autowired
    County county;

    @Autowired
    Recovery recovery;

    @Autowired
    Ledger ledger;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvc http;

    @Autowired
    Window window;

    /** The tests share one node: the next one's clerk has been signed out here. */
    @AfterEach
    void signInAgain() {
        window.signInAgain();
    }

    @Test
    void the_county_is_told_once_after_each_change_and_never_while_the_history_is_away() {
        keeping.tell();
        int told = told().size();

        keeping.tell();
        assertThat(told()).hasSize(told);

        jdbc.sql("UPDATE node_account SET display_name = '信息员甲' WHERE username = 'it'")
                .update();
        recovery.require(NodeId.COUNTY);
        keeping.tell();
        assertThat(told()).hasSize(told);

        recovery.giveUp(NodeId.COUNTY, "the end of this test");
        keeping.tell();
        assertThat(told()).hasSize(told + 1);
        assertThat(new String(told().get(told).payload(), StandardCharsets.UTF_8))
                .contains("信息员甲")
                .contains("$2a$");
    }

    @Test
    void on_a_new_machine_clerks_sign_in_as_before_and_its_first_administrator_gives_way() throws Exception {
        AccountsKept kept = accounts.asTheyStand();
        jdbc.sql("DELETE FROM node_token").update();
        jdbc.sql("DELETE FROM node_account WHERE username LIKE 'clerk%'").update();
        jdbc.sql("UPDATE node_account SET password_hash = 'x', must_change_password = TRUE WHERE username = 'admin'")
                .update();
        jdbc.sql("INSERT INTO node_account (username, display_name, password_hash, roles) "
                        + "VALUES ('stranger', '来历不明', 'x', 'ADMIN')")
                .update();
        assertThat(signIn("clerk")).isEqualTo(401);

        MessageId message = new MessageId(UUID.randomUUID());
        comesBack(message, kept);
        comesBack(new MessageId(UUID.randomUUID()), kept);

        assertThat(accounts.asTheyStand()).isEqualTo(kept);
        assertThat(signIn("clerk")).isEqualTo(201);
        assertThat(signIn("admin")).isEqualTo(201);
        int told = told().size();
        keeping.tell();
        assertThat(told()).hasSize(told);
        assertThat(jdbc.sql("SELECT subject FROM node_audit WHERE act = 'account-changed'")
                        .query(String.class)
                        .list())
                .as("written down where it changed anything")
                .containsExactly(message.toString());
    }

    private void comesBack(MessageId message, AccountsKept kept) {
        transaction.executeWithoutResult(status -> rebuild.rebuild(
                new InboxMessage<>(message, NodeId.of("610924102"), "accounts", Instant.EPOCH, Instant.EPOCH, kept)));
    }

    private int signIn(String username) throws Exception {
        return http.perform(MockMvcRequestBuilders.post("/api/v1/tokens")
                        .contentType("application/json")
                        .content("{\"username\":\"" + username + "\",\"password\":\"yilu-demo-2026\"}"))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private List<OutgoingMessage> told() {
        return ledger.outbox().unreceipted(NodeId.COUNTY, 0, 10_000).stream()
                .filter(message -> message.type().equals("accounts-kept"))
                .toList();
    }
}
