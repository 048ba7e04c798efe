package io.yilu.sync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.FileStore.FileProgress;
import io.yilu.sync.engine.FileCareLedger.Checked;
import io.yilu.sync.engine.FileCareLedger.Trouble;
import io.yilu.sync.engine.FileLedger;
import io.yilu.sync.engine.FileLedger.Incomplete;
import io.yilu.sync.engine.Hashes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger of files must do, in memory and on MariaDB. */
abstract class FileLedgerContract {

    static final NodeId TOWN = NodeId.of("610924102");
    static final NodeId OTHER_TOWN = NodeId.of("610924100");
    static final Instant NOON = Instant.parse("2015-07-01T04:00:00.123456Z");

    private FileLedger files;

    abstract FileLedger fresh();

    @BeforeEach
    void makeLedger() {
        files = fresh();
    }

    @Test
    void chunks_add_up_and_a_file_is_missing_until_it_is_complete() {
        FileManifest file = manifest("incoming", 150_000);
        files.announce(file, TOWN, NOON);
        files.announce(file, OTHER_TOWN, NOON);
        assertThat(incomplete(TOWN)).containsExactly(file);
        files.addChunk(TOWN, file, 2);
        files.addChunk(TOWN, file, 2);
        assertThat(files.addChunk(TOWN, file, 0).stream()).containsExactly(0, 2);
        assertThat(here(TOWN, file).stream()).containsExactly(0, 2);
        assertThat(progress(file).received()).isEqualTo(65_536 + 150_000 - 2 * 65_536);
        assertThat(files.missing(TOWN).bytes()).isEqualTo(65_536);
        files.markComplete(TOWN, file, NOON);
        assertThat(incomplete(TOWN)).isEmpty();
        assertThat(incomplete(OTHER_TOWN)).isEmpty();
        assertThat(files.missing(TOWN).files()).isZero();
        assertThat(progress(file).percent()).isEqualTo(100);
        assertThat(files.manifest(file.sha256())).contains(file);
    }

    @Test
    void what_is_incomplete_is_paged_through_oldest_first_and_says_what_needs_only_its_end() {
        FileManifest first = manifest("first", 70_000);
        FileManifest second = manifest("second", 70_000);
        FileManifest aside = manifest("aside", 70_000);
        FileManifest empty = manifest("", 0);
        files.announce(empty, TOWN, NOON.plusSeconds(3));
        files.announce(second, TOWN, NOON.plusSeconds(2));
        files.announce(aside, TOWN, NOON.plusSeconds(1));
        files.announce(first, TOWN, NOON);
        files.announce(manifest("another's", 70_000), OTHER_TOWN, NOON);
        files.failRound(TOWN, aside.sha256(), 1, NOON);
        files.addChunk(TOWN, first, 0);
        files.addChunk(TOWN, first, 1);

        List<Incomplete> page = files.incomplete(TOWN, null, 2);
        assertThat(page)
                .extracting(Incomplete::sha256, Incomplete::whole)
                .containsExactly(tuple(first.sha256(), true), tuple(second.sha256(), false));
        assertThat(files.incomplete(TOWN, page.get(1), 2))
                .containsExactly(new Incomplete(empty.sha256(), NOON.plusSeconds(3), true));
        assertThat(files.incomplete(TOWN, page.get(0), 1)).containsExactly(page.get(1));
    }

    @Test
    void files_announced_at_the_same_moment_are_all_paged_through() {
        for (int i = 0; i < 7; i++) {
            files.announce(manifest("file " + i, 100), TOWN, NOON);
        }
        List<String> seen = new ArrayList<>();
        List<Incomplete> page = files.incomplete(TOWN, null, 3);
        while (!page.isEmpty()) {
            page.forEach(file -> seen.add(file.sha256()));
            page = files.incomplete(TOWN, page.get(page.size() - 1), 3);
        }
        assertThat(seen).hasSize(7).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void a_file_may_be_let_go_of_when_it_belongs_to_the_finished_and_to_nothing_else() {
        FileManifest finished = manifest("finished", 100);
        FileManifest shared = manifest("shared with a case that goes on", 100);
        FileManifest travelling = manifest("not receipted", 100);
        FileManifest elsewhere = manifest("for another peer too", 100);
        FileManifest brought = manifest("announced by the peer as well", 100);
        for (FileManifest file : List.of(finished, shared, travelling, elsewhere, brought)) {
            files.addComplete(file, NOON);
            files.addOutgoing(TOWN, "finished", file);
        }
        files.addOutgoing(TOWN, "goes on", shared);
        files.addOutgoing(OTHER_TOWN, "finished", elsewhere);
        files.announce(brought, TOWN, NOON);
        for (FileManifest file : List.of(finished, shared, elsewhere, brought)) {
            files.receipted(TOWN, file.sha256(), file.size(), true);
        }
        files.receipted(OTHER_TOWN, elsewhere.sha256(), elsewhere.size(), true);
        assertThat(files.care().onlyOf(TOWN, List.of("finished"), 10)).containsExactly(finished.sha256());
        assertThat(files.care().onlyOf(TOWN, List.of("finished", "goes on"), 10))
                .containsExactlyInAnyOrder(finished.sha256(), shared.sha256());
        assertThat(files.care().onlyOf(TOWN, List.of(), 10)).isEmpty();
        files.care().markPurged(finished.sha256(), NOON);
        assertThat(files.care().onlyOf(TOWN, List.of("finished"), 10)).isEmpty();
        assertThat(progress(finished).complete()).isFalse();
        assertThat(files.missing(TOWN).files()).isZero();
        assertThat(files.care().troubles(10)).isEmpty();
        assertThat(files.manifest(finished.sha256())).contains(finished);
    }

    @Test
    void each_peer_has_its_own_manifest_and_its_own_chunks() {
        FileManifest hostile = new FileManifest(manifest("scan", 1).sha256(), 70, 1024, chunkHashes(1));
        FileManifest honest = manifest("scan", 150_000);
        files.announce(hostile, OTHER_TOWN, NOON);
        files.announce(honest, TOWN, NOON.plusSeconds(1));
        files.addChunk(OTHER_TOWN, hostile, 0);
        assertThat(incomplete(TOWN)).containsExactly(honest);
        assertThat(here(TOWN, honest).isEmpty()).isTrue();
        assertThat(here(OTHER_TOWN, hostile).cardinality()).isEqualTo(1);
        files.markComplete(TOWN, honest, NOON);
        assertThat(files.manifest(honest.sha256())).contains(honest);
        assertThat(progress(honest)).isEqualTo(new FileProgress(honest.sha256(), 150_000, 150_000, true));
        assertThat(incomplete(OTHER_TOWN)).isEmpty();
    }

    @Test
    void only_who_gave_the_bytes_may_have_them_back() {
        FileManifest file = manifest("mine", 1000);
        files.announce(file, TOWN, NOON);
        files.announce(file, OTHER_TOWN, NOON);
        assertThat(files.cameFrom(TOWN, file.sha256())).isFalse();
        files.markComplete(TOWN, file, NOON);
        assertThat(files.cameFrom(TOWN, file.sha256())).isTrue();
        assertThat(files.cameFrom(OTHER_TOWN, file.sha256())).isFalse();
        files.noteGiven(OTHER_TOWN, file.sha256());
        assertThat(files.cameFrom(OTHER_TOWN, file.sha256())).isTrue();
    }

    @Test
    void a_file_that_is_here_already_is_not_missing_when_it_is_announced() {
        FileManifest file = manifest("known", 1000);
        files.addComplete(file, NOON);
        files.announce(file, TOWN, NOON);
        assertThat(incomplete(TOWN)).isEmpty();
        assertThat(files.manifest(file.sha256())).contains(file);
    }

    @Test
    void a_file_that_came_by_another_way_is_no_longer_asked_for() {
        FileManifest file = manifest("twice", 1000);
        files.announce(file, TOWN, NOON);
        files.alreadyHere(TOWN, file.sha256());
        assertThat(incomplete(TOWN)).isEmpty();
        assertThat(files.cameFrom(TOWN, file.sha256())).isFalse();
    }

    @Test
    void after_so_many_wrong_rounds_a_manifest_is_put_aside_until_somebody_acts_or_another_comes() {
        FileManifest wrong = manifest("wrong", 1000);
        files.announce(wrong, TOWN, NOON);
        files.addChunk(TOWN, wrong, 0);
        assertThat(files.failRound(TOWN, wrong.sha256(), 2, NOON)).isEqualTo(1);
        assertThat(here(TOWN, wrong).isEmpty()).isTrue();
        assertThat(files.missing(TOWN).bytes()).isEqualTo(1000);
        assertThat(incomplete(TOWN)).hasSize(1);
        assertThat(files.failRound(TOWN, wrong.sha256(), 2, NOON)).isEqualTo(2);
        assertThat(incomplete(TOWN)).isEmpty();
        assertThat(files.missing(TOWN).files()).isEqualTo(1);
        assertThat(files.incoming(TOWN, wrong.sha256()).orElseThrow().aside()).isTrue();
        assertThat(files.care().troubles(10)).containsExactly(new Trouble(wrong.sha256(), 1000, TOWN, NOON));
        files.announce(wrong, TOWN, NOON);
        assertThat(incomplete(TOWN)).as("the same again").isEmpty();
        files.care().tryAgain(wrong.sha256());
        assertThat(incomplete(TOWN)).containsExactly(wrong);
        files.failRound(TOWN, wrong.sha256(), 1, NOON);
        FileManifest right = new FileManifest(wrong.sha256(), 2000, 65_536, chunkHashes(1));
        files.announce(right, TOWN, NOON);
        assertThat(incomplete(TOWN)).containsExactly(right);
        assertThat(files.care().troubles(10)).isEmpty();
    }

    @Test
    void chunks_can_be_set_to_what_the_disk_really_holds() {
        FileManifest file = manifest("half", 150_000);
        files.announce(file, TOWN, NOON);
        files.addChunk(TOWN, file, 0);
        files.addChunk(TOWN, file, 1);
        BitSet sound = new BitSet();
        sound.set(1);
        files.setChunks(TOWN, file, sound);
        assertThat(here(TOWN, file)).isEqualTo(sound);
        assertThat(progress(file).received()).isEqualTo(65_536);
    }

    @Test
    void a_file_beyond_two_gigabytes_is_counted_right() {
        long size = (3L << 30) + 5;
        FileManifest file = manifest("survey", size);
        files.announce(file, TOWN, NOON);
        files.addChunk(TOWN, file, file.chunks() - 1);
        assertThat(progress(file).received()).isEqualTo(5);
        BitSet all = new BitSet();
        all.set(0, file.chunks() - 1);
        files.setChunks(TOWN, file, all);
        assertThat(files.missing(TOWN).bytes()).isEqualTo(5);
        assertThat(incomplete(TOWN)).containsExactly(file);
    }

    @Test
    void unreceipted_files_are_listed_until_the_peer_has_them_whole() {
        FileManifest file = manifest("outgoing", 1000);
        files.addComplete(file, NOON);
        files.addOutgoing(TOWN, "case", file);
        files.addOutgoing(TOWN, "case", file);
        assertThat(files.unreceipted(TOWN, 10)).containsExactly(file.sha256());
        assertThat(files.isOutgoing(TOWN, file.sha256())).isTrue();
        assertThat(files.isOutgoing(OTHER_TOWN, file.sha256())).isFalse();
        files.receipted(TOWN, file.sha256(), 0, true);
        assertThat(files.unreceipted(TOWN, 10)).isEmpty();
    }

    // ---- looking after the disk

    @Test
    void a_lost_file_is_missing_again_from_whoever_announced_it_or_has_receipted_it() {
        FileManifest theirs = manifest("theirs", 1000);
        files.announce(theirs, TOWN, NOON);
        files.markComplete(TOWN, theirs, NOON);
        FileManifest ours = manifest("ours", 2000);
        files.addComplete(ours, NOON);
        files.addOutgoing(OTHER_TOWN, "case", ours);
        assertThat(files.care().markLost(ours.sha256(), NOON))
                .as("nobody has it yet")
                .isEmpty();
        files.addComplete(ours, NOON);
        files.receipted(OTHER_TOWN, ours.sha256(), 2000, true);
        assertThat(files.care().markLost(theirs.sha256(), NOON)).containsExactly(TOWN);
        assertThat(files.care().markLost(ours.sha256(), NOON.plusSeconds(1))).containsExactly(OTHER_TOWN);
        assertThat(progress(theirs).complete()).isFalse();
        assertThat(incomplete(TOWN)).containsExactly(theirs);
        assertThat(incomplete(OTHER_TOWN)).containsExactly(ours);
        assertThat(files.care().troubles(10))
                .containsExactly(
                        new Trouble(theirs.sha256(), 1000, null, NOON),
                        new Trouble(ours.sha256(), 2000, null, NOON.plusSeconds(1)));
        files.markComplete(TOWN, theirs, NOON);
        files.addComplete(ours, NOON);
        assertThat(files.care().troubles(10)).isEmpty();
        assertThat(files.cameFrom(TOWN, theirs.sha256())).isTrue();
    }

    @Test
    void files_are_checked_in_turn_and_the_round_is_counted() {
        FileManifest first = manifest("a", 1);
        FileManifest second = manifest("b", 2);
        files.addComplete(first, NOON);
        files.addComplete(second, NOON.plusSeconds(1));
        assertThat(files.care().uncheckedSince(NOON, NOON.plusSeconds(60), 10)).isEmpty();
        assertThat(files.care().uncheckedSince(NOON.plusSeconds(9), NOON.plusSeconds(60), 10))
                .extracting(FileManifest::sha256)
                .containsExactly(first.sha256(), second.sha256());
        files.care().markChecked(first.sha256(), NOON.plusSeconds(20));
        assertThat(files.care().checkedSince(NOON.plusSeconds(9), NOON.plusSeconds(60)))
                .isEqualTo(new Checked(2, 1));
        String smaller = first.sha256().compareTo(second.sha256()) < 0 ? first.sha256() : second.sha256();
        assertThat(files.care().complete("", 10)).hasSize(2);
        assertThat(files.care().complete(smaller, 10))
                .hasSize(1)
                .allMatch(file -> !file.sha256().equals(smaller));
    }

    @Test
    void law_9_a_check_of_a_day_that_has_not_come_keeps_no_file_from_being_checked() {
        FileManifest file = manifest("a", 1);
        files.addComplete(file, NOON);
        files.care().markChecked(file.sha256(), NOON.plus(Duration.ofDays(7_300)));
        assertThat(files.care().uncheckedSince(NOON.minusSeconds(60), NOON, 10))
                .extracting(FileManifest::sha256)
                .containsExactly(file.sha256());
        assertThat(files.care().checkedSince(NOON.minusSeconds(60), NOON)).isEqualTo(new Checked(1, 0));
    }

    // ---- words used above

    private FileProgress progress(FileManifest file) {
        return files.progress(List.of(file.sha256())).get(0);
    }

    private BitSet here(NodeId from, FileManifest file) {
        return files.incoming(from, file.sha256()).orElseThrow().here();
    }

    private static FileManifest manifest(String seed, long size) {
        String sha256 = Hashes.sha256Hex(seed.getBytes(StandardCharsets.UTF_8));
        return new FileManifest(sha256, size, 65_536, chunkHashes((int) ((size + 65_535) / 65_536)));
    }

    private static String chunkHashes(int chunks) {
        return Base64.getEncoder().encodeToString(new byte[chunks * FileManifest.HASH_BYTES]);
    }

    /** The manifests of what is missing from this peer. */
    private List<FileManifest> incomplete(NodeId from) {
        return files.incomplete(from, null, 10).stream()
                .map(file -> files.incoming(from, file.sha256()).orElseThrow().manifest())
                .toList();
    }
}
