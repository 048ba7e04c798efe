package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.PayloadCipher;
import io.yilu.sync.engine.FileLedger;
import io.yilu.sync.engine.InboxLedger;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.LinkLedger;
import io.yilu.sync.engine.NodeIdentity;
import io.yilu.sync.engine.OutboxLedger;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger on MariaDB. It joins Spring's transactions, so that features append in the transaction of their own change. */
public final class JdbcLedger implements Ledger {

    private final TransactionTemplate transactions;
    private final NodeIdentity identity;
    private final OutboxLedger outbox;
    private final InboxLedger inbox;
    private final FileLedger files;
    private final LinkLedger links;

    public JdbcLedger(
            NodeId node, JdbcClient jdbc, PlatformTransactionManager manager, PayloadCipher cipher, Clock clock) {
        this.transactions = new TransactionTemplate(manager);
        this.identity = Objects.requireNonNull(transactions.execute(status -> identify(node, jdbc, clock)));
        this.outbox = new JdbcOutboxLedger(jdbc, transactions, cipher);
        this.inbox = new JdbcInboxLedger(jdbc, transactions, cipher);
        this.files = new JdbcFileLedger(jdbc, transactions, clock);
        this.links = new JdbcLinkLedger(jdbc);
    }

    private static NodeIdentity identify(NodeId node, JdbcClient jdbc, Clock clock) {
        Optional<NodeIdentity> known = jdbc.sql("SELECT node_id, instance, epoch FROM sync_node WHERE id = 1")
                .query((rs, row) ->
                        new NodeIdentity(NodeId.of(rs.getString(1)), UUID.fromString(rs.getString(2)), rs.getLong(3)))
                .optional();
        if (known.isPresent() && !known.get().node().equals(node)) {
            throw new IllegalStateException("YILU-NODE-003: This database belongs to site "
                    + known.get().node() + ", but the node is configured as " + node
                    + ". Check yilu.node.id and yilu.node.data-dir.");
        }
        return known.orElseGet(() -> {
            NodeIdentity fresh = new NodeIdentity(node, UUID.randomUUID(), 1);
            jdbc.sql("INSERT INTO sync_node (id, node_id, instance, epoch, created_at) VALUES (1, ?, ?, ?, ?)")
                    .params(
                            node.value(),
                            fresh.instance().toString(),
                            fresh.epoch(),
                            SqlTimes.toColumn(clock.instant()))
                    .update();
            return fresh;
        });
    }

    @Override
    public <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }

    @Override
    public boolean isInTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    @Override
    public void afterCommit(Runnable action) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            action.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    @Override
    public boolean isTransient(RuntimeException failure) {
        return failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof NonTransientDataAccessResourceException
                || failure instanceof TransactionException;
    }

    @Override
    public NodeIdentity identity() {
        return identity;
    }

    @Override
    public OutboxLedger outbox() {
        return outbox;
    }

    @Override
    public InboxLedger inbox() {
        return inbox;
    }

    @Override
    public FileLedger files() {
        return files;
    }

    @Override
    public LinkLedger links() {
        return links;
    }
}
