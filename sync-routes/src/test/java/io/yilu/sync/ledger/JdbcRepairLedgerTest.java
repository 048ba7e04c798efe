package io.yilu.sync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Ledger;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class JdbcRepairLedgerTest extends RepairLedgerContract {

    private static DataSource source;

    @BeforeAll
    static void makeDatabase() {
        source = TestDatabase.migrated();
    }

    @Override
    Ledger fresh() {
        JdbcClient jdbc = JdbcClient.create(source);
        for (String table : List.of(
                "sync_node",
                "sync_inbox",
                "sync_inbox_conflict",
                "sync_inbox_correction",
                "sync_subject_in",
                "sync_stream_in",
                "sync_file",
                "sync_file_in",
                "sync_peer_version")) {
            jdbc.sql("DELETE FROM " + table).update();
        }
        return new JdbcLedger(
                NodeId.COUNTY,
                jdbc,
                new DataSourceTransactionManager(source),
                JdbcLedgerTest.FLIP,
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void a_message_whose_stored_bytes_are_spoilt_is_whole_again_once_it_came_again() {
        Envelope envelope = store(envelope(1, "case", 1, "{\"a\":1}"));
        JdbcClient.create(source)
                .sql("UPDATE sync_inbox SET payload = 'spoilt'")
                .update();
        assertThat(next("case").payload()).isNotEqualTo(json("{\"a\":1}"));

        ledger.inTransaction(() -> ledger.repairs().request(envelope.id(), NOON));
        store(envelope);

        assertThat(next("case").payload()).isEqualTo(json("{\"a\":1}"));
    }

    @Test
    void a_correction_is_sealed_like_every_content() {
        Envelope envelope = store(envelope(1, "case", 1, "{}"));
        ledger.inTransaction(() -> ledger.repairs().correct(envelope.id(), json("{\"name\":\"覃试安\"}"), NOON));
        byte[] stored = JdbcClient.create(source)
                .sql("SELECT payload FROM sync_inbox_correction")
                .query(byte[].class)
                .single();
        assertThat(new String(stored, java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("覃试安");
    }
}
