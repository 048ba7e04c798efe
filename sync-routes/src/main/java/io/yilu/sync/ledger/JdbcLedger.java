package io.yilu.sync.ledger;

import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Alarms;
import io.yilu.sync.PayloadCipher;
import io.yilu.sync.engine.BackupLedger;
import io.yilu.sync.engine.FileLedger;
import io.yilu.sync.engine.InboxLedger;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.LinkLedger;
import io.yilu.sync.engine.NodeIdentity;
import io.yilu.sync.engine.OutboxLedger;
import io.yilu.sync.engine.PeerLedger;
import io.yilu.sync.engine.RecoveryLedger;
import io.yilu.sync.engine.RepairLedger;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger on MariaDB. It joins Spring's transactions, so that features append in the transaction of their own change. */
public final class JdbcLedger implements Ledger {

    /** MariaDB's other word for two transactions that met, beside the deadlock; Spring has no class for it. */
    private static final int ROW_CHANGED_SINCE_READ = 1020;

    private final TransactionTemplate transactions;
    private final NodeTable node;
    private final OutboxLedger outbox;
    private final InboxLedger inbox;
    private final FileLedger files;
    private final LinkLedger links;
    private final PeerLedger peers;
    private final RecoveryLedger recovery;
    private final RepairLedger repairs;
    private final BackupLedger backups;
    private final Alarms alarms;

    public JdbcLedger(
            NodeId node, JdbcClient jdbc, PlatformTransactionManager manager, PayloadCipher cipher, Clock clock) {
        this.transactions = new TransactionTemplate(manager);
        this.node = new NodeTable(jdbc, clock);
        transactions.executeWithoutResult(status -> this.node.start(node));
        this.outbox = new JdbcOutboxLedger(node, jdbc, transactions, cipher);
        this.inbox = new JdbcInboxLedger(node, jdbc, transactions, cipher);
        this.files = new JdbcFileLedger(jdbc, transactions, clock);
        this.links = new JdbcLinkLedger(jdbc);
        this.peers = new JdbcPeerLedger(jdbc);
        this.recovery = new JdbcRecoveryLedger(node, jdbc, cipher, outbox, JdbcLedger::afterCompletion);
        this.repairs = new JdbcRepairLedger(jdbc, cipher);
        this.backups = new JdbcBackupLedger(jdbc);
        this.alarms = new JdbcAlarms(jdbc, clock);
    }

    /** This database was restored on purpose: it gets a new instance and its history back from these peers. */
    public void restored(Collection<NodeId> from) {
        inTransaction(() -> {
            node.renew();
            from.forEach(recovery::begin);
            from.forEach(peers::recall);
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

    private static void afterCompletion(Runnable action) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    action.run();
                }
            });
        }
    }

    @Override
    public boolean isTransient(RuntimeException failure) {
        return failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof NonTransientDataAccessResourceException
                || failure instanceof TransactionException
                || (failure instanceof UncategorizedSQLException other && isChangedRow(other.getSQLException()));
    }

    private static boolean isChangedRow(@Nullable SQLException failure) {
        return failure != null && failure.getErrorCode() == ROW_CHANGED_SINCE_READ;
    }

    @Override
    public NodeIdentity identity() {
        return node.identity();
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

    @Override
    public PeerLedger peers() {
        return peers;
    }

    @Override
    public RecoveryLedger recovery() {
        return recovery;
    }

    @Override
    public RepairLedger repairs() {
        return repairs;
    }

    @Override
    public BackupLedger backups() {
        return backups;
    }

    @Override
    public Alarms alarms() {
        return alarms;
    }
}
