package io.yilu.sync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Recovery;
import io.yilu.sync.engine.AwaitedFiles;
import io.yilu.sync.engine.Hashes;
import io.yilu.sync.engine.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a rebuilt node remembers of the files that it waits for, in memory and on MariaDB. */
abstract class AwaitedFilesContract {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final NodeId OTHER_TOWN = NodeId.of("610924100");
    private static final Instant NOON = Instant.parse("2015-07-01T04:00:00.123456Z");

    private final FileManifest big = manifest("big", 150_000);
    private final FileManifest small = manifest("small", 70_000);

    private Ledger ledger;

    abstract Ledger fresh();

    @BeforeEach
    void makeLedger() {
        ledger = fresh();
    }

    @Test
    void what_is_awaited_counts_as_missing_chunk_by_chunk_until_it_is_whole() {
        assertThat(awaited().progress(TOWN)).isEqualTo(Recovery.Files.NONE);
        ledger.files().announce(big, TOWN, NOON);
        await(big, small);
        await(big);

        assertThat(awaited().peers()).containsExactly(TOWN);
        assertThat(awaited().progress(TOWN)).isEqualTo(new Recovery.Files(2, 220_000, 2, 220_000));
        ledger.files().addChunk(TOWN, big, 0);
        assertThat(awaited().progress(TOWN)).isEqualTo(new Recovery.Files(2, 220_000, 2, 220_000 - 65_536));

        ledger.files().markComplete(TOWN, big, NOON);
        ledger.files().addComplete(small, NOON);
        assertThat(awaited().progress(TOWN)).isEqualTo(new Recovery.Files(2, 220_000, 0, 0));
        assertThat(awaited().peers()).as("until somebody ends it").containsExactly(TOWN);
        assertThat(awaited().progress(OTHER_TOWN)).isEqualTo(Recovery.Files.NONE);
    }

    @Test
    void a_file_that_is_lost_again_is_missing_again() {
        ledger.files().announce(small, TOWN, NOON);
        await(small);
        ledger.files().markComplete(TOWN, small, NOON);
        ledger.files().care().markLost(small.sha256(), NOON);

        assertThat(awaited().progress(TOWN)).isEqualTo(new Recovery.Files(1, 70_000, 1, 70_000));
        assertThat(awaited().wanted(TOWN, 10)).containsExactly(small.sha256());
    }

    @Test
    void a_peer_can_be_asked_for_those_that_it_announced_and_has_not_given_the_longest_announced_first() {
        FileManifest aside = manifest("aside", 70_000);
        FileManifest nobodys = manifest("nobody's", 70_000);
        FileManifest notAwaited = manifest("not awaited", 70_000);
        ledger.files().announce(small, TOWN, NOON.plusSeconds(1));
        ledger.files().announce(big, TOWN, NOON);
        ledger.files().announce(notAwaited, TOWN, NOON);
        ledger.files().announce(nobodys, OTHER_TOWN, NOON);
        ledger.files().announce(aside, TOWN, NOON);
        ledger.files().failRound(TOWN, aside.sha256(), 1, NOON);
        await(small, big, aside, nobodys);

        assertThat(awaited().wanted(TOWN, 10)).containsExactly(big.sha256(), small.sha256());
        assertThat(awaited().wanted(TOWN, 1)).containsExactly(big.sha256());
        ledger.files().markComplete(TOWN, big, NOON);
        assertThat(awaited().wanted(TOWN, 10)).containsExactly(small.sha256());
    }

    @Test
    void the_wait_outlives_the_recovery_of_messages_and_ends_with_all_that_was_awaited() {
        ledger.inTransaction(() -> {
            ledger.recovery().begin(TOWN);
            ledger.recovery().end(TOWN);
            awaited().add(TOWN, List.of(ref(small)));
        });
        assertThat(ledger.recovery().open()).isEmpty();
        assertThat(awaited().peers()).containsExactly(TOWN);

        assertThatThrownBy(() -> ledger.inTransaction(() -> {
                    awaited().end(TOWN);
                    assertThat(awaited().peers()).isEmpty();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(awaited().peers()).as("rolled back").containsExactly(TOWN);

        ledger.inTransaction(() -> awaited().end(TOWN));
        assertThat(awaited().peers()).isEmpty();
        assertThat(awaited().progress(TOWN)).isEqualTo(Recovery.Files.NONE);
    }

    private AwaitedFiles awaited() {
        return ledger.recovery().files();
    }

    private void await(FileManifest... files) {
        ledger.inTransaction(() -> awaited()
                .add(TOWN, Arrays.stream(files).map(AwaitedFilesContract::ref).toList()));
    }

    private static FileRef ref(FileManifest file) {
        return new FileRef(file.sha256(), file.size(), "image/jpeg", "扫描件.jpg");
    }

    private static FileManifest manifest(String name, long size) {
        int chunks = (int) ((size + 65_535) / 65_536);
        byte[] hashes = new byte[chunks * FileManifest.HASH_BYTES];
        return new FileManifest(
                Hashes.sha256Hex(name.getBytes(StandardCharsets.UTF_8)),
                size,
                65_536,
                Base64.getEncoder().encodeToString(hashes));
    }
}
