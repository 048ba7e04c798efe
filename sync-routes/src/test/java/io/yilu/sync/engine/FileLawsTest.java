package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.Lane;
import io.yilu.schemas.exchange.Lineage;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Deliveries.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Law 6: files arrive whole or not at all, whatever disks and peers do. */
class FileLawsTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final NodeId OTHER_TOWN = NodeId.of("610924100");

    private final TickClock clock = new TickClock();
    private final BadLine line = new BadLine(1, 0, 0);
    private final TestNode town = new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
    private final TestNode otherTown = new TestNode(OTHER_TOWN, List.of(NodeId.COUNTY), clock, line);
    private final TestNode county = new TestNode(NodeId.COUNTY, List.of(TOWN, OTHER_TOWN), clock, line);

    @Test
    void law_6_a_hostile_manifest_announced_first_does_not_keep_out_the_file_of_another_town() {
        byte[] scan = bytes(1, 9_000);
        String sha256 = Hashes.sha256Hex(scan);
        announce(OTHER_TOWN, new FileManifest(sha256, 2_000, 1024, chunkHashes(new byte[2_000])));
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), scan);
        run(80);
        assertThat(county.chunks().content(sha256)).isEqualTo(scan);
        assertThat(county.ledger().files().manifest(sha256)).contains(file);
        assertThat(delivery(number(1))).isEqualTo(State.COMPLETE);
    }

    @Test
    void law_6_a_manifest_that_can_never_be_right_is_put_aside_after_three_rounds_and_its_case_stays_incomplete() {
        byte[] other = bytes(2, 5_000);
        FileManifest known = otherTown.chunks().add(other);
        String lie = Hashes.sha256Hex(bytes(3, 5_000));
        FileManifest wrong = new FileManifest(lie, known.size(), known.chunkSize(), known.chunkHashes());
        otherTown.chunks().pretend(lie, other);
        otherTown.ledger().files().addComplete(wrong, clock.instant());
        otherTown.sendAgain(NodeId.COUNTY, number(1), wrong);
        run(400);
        assertThat(county.ledger().files().care().troubles(10))
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.peer()).isEqualTo(OTHER_TOWN));
        int chunks = line.chunksDelivered();
        assertThat(chunks).isEqualTo(3 * known.chunks());
        run(400);
        assertThat(line.chunksDelivered()).as("it is not asked for any more").isEqualTo(chunks);
        assertThat(county.chunks().isVisible(lie)).isFalse();
        assertThat(county.ledger().files().progress(List.of(lie)).get(0).complete())
                .isFalse();
    }

    @Test
    void law_6_a_chunk_that_the_disk_spoilt_is_found_at_the_end_and_only_that_one_goes_again() {
        byte[] scan = bytes(5, 40_000);
        county.chunks().spoilNextWrite();
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), scan);
        run(200);
        assertThat(county.chunks().content(file.sha256())).isEqualTo(scan);
        assertThat(line.chunksDelivered()).isEqualTo(file.chunks() + 1);
    }

    @Test
    void law_6_a_part_file_that_is_gone_though_the_bitmap_says_otherwise_is_fetched_again() {
        byte[] scan = bytes(6, 900_000);
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), scan);
        while (line.chunksDelivered() == 0) {
            run(1);
        }
        assertThat(county.chunks().isVisible(file.sha256()))
                .as("still under way")
                .isFalse();
        county.chunks().loseParts();
        county.start();
        run(200);
        assertThat(county.chunks().content(file.sha256())).isEqualTo(scan);
        assertThat(delivery(number(1))).isEqualTo(State.COMPLETE);
    }

    @Test
    void law_6_a_file_lost_or_spoilt_on_disk_is_found_and_only_its_wrong_chunk_comes_again_from_who_has_it() {
        byte[] scan = bytes(7, 40_000);
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), scan);
        run(60);
        int before = line.chunksDelivered();
        county.chunks().spoil(file.sha256(), 3_000);
        town.chunks().remove(file.sha256());
        clock.tick(Duration.ofDays(40));
        county.scrub().lookAtSizes();
        assertThat(county.ledger().files().care().troubles(9))
                .as("a size tells nothing of a turned bit")
                .isEmpty();
        county.scrub().checkHashes(Long.MAX_VALUE);
        assertThat(county.ledger().files().care().troubles(9)).hasSize(1);
        town.scrub().lookAtSizes();
        run(200);
        assertThat(county.chunks().isVisible(file.sha256()))
                .as("nobody has it right")
                .isFalse();
        town.chunks().add(scan);
        town.ledger().files().addComplete(file, clock.instant());
        run(200);
        assertThat(county.chunks().content(file.sha256())).isEqualTo(scan);
        assertThat(line.chunksDelivered()).isEqualTo(before + 1);
        assertThat(county.ledger().files().care().troubles(9)).isEmpty();
    }

    @Test
    void law_6_a_town_that_lost_its_scan_gets_it_back_from_the_county() {
        byte[] scan = bytes(8, 40_000);
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), scan);
        run(60);
        town.chunks().remove(file.sha256());
        town.scrub().lookAtSizes();
        run(200);
        assertThat(town.chunks().content(file.sha256())).isEqualTo(scan);
        assertThat(town.ledger().files().care().troubles(9)).isEmpty();
    }

    @Test
    void law_8_a_town_that_only_knows_a_hash_gets_nothing_back() {
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), bytes(9, 5_000));
        run(60);
        announce(OTHER_TOWN, file);
        int before = line.chunksDelivered();
        county.take(OTHER_TOWN, new Frame.FileWanted(file.sha256(), new byte[] {31}));
        run(40);
        assertThat(line.chunksDelivered()).isEqualTo(before);
    }

    @Test
    void law_8_the_same_scan_from_a_second_town_costs_one_chunk_and_that_town_too_gets_it_back_when_it_is_lost() {
        byte[] scan = bytes(12, 200_000);
        town.sendFile(NodeId.COUNTY, number(1), scan, 64 * 1024);
        run(60);
        int before = line.chunksDelivered();
        CaseNumber theirs = CaseNumber.of(OTHER_TOWN, LocalDate.of(2015, 7, 1), 1);
        FileManifest file = otherTown.sendFile(NodeId.COUNTY, theirs, scan, 64 * 1024);
        run(60);
        assertThat(line.chunksDelivered()).isEqualTo(before + 1);
        assertThat(delivery(otherTown, theirs)).isEqualTo(State.COMPLETE);
        otherTown.chunks().remove(file.sha256());
        otherTown.scrub().lookAtSizes();
        run(200);
        assertThat(otherTown.chunks().content(file.sha256())).isEqualTo(scan);
    }

    @Test
    void law_8_chunks_that_fit_only_a_manifest_of_the_towns_own_making_show_nothing() {
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), bytes(13, 200_000), 64 * 1024);
        run(60);
        byte[] guess = bytes(14, 200_000);
        MemoryChunkStore forger = new MemoryChunkStore();
        FileManifest forged = new FileManifest(
                file.sha256(),
                file.size(),
                file.chunkSize(),
                forger.add(guess, file.chunkSize()).chunkHashes());
        announce(OTHER_TOWN, forged);
        run(8);
        for (int i = 0; i < forged.chunks(); i++) {
            int from = i * forged.chunkSize();
            county.take(
                    OTHER_TOWN,
                    new Frame.Chunk(file.sha256(), i, Arrays.copyOfRange(guess, from, from + forged.lengthOf(i))));
        }
        int before = line.chunksDelivered();
        county.take(OTHER_TOWN, new Frame.FileWanted(file.sha256(), new byte[] {15}));
        run(40);
        assertThat(line.chunksDelivered()).isEqualTo(before);
        assertThat(county.ledger().files().cameFrom(OTHER_TOWN, file.sha256())).isFalse();
    }

    @Test
    void law_6_a_full_disk_at_the_county_loses_nothing_and_goes_on_when_there_is_room() {
        county.chunks().full(true);
        byte[] scan = bytes(10, 20_000);
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), scan);
        run(400);
        assertThat(delivery(number(1))).isEqualTo(State.RECEIVED);
        assertThat(line.chunksDelivered()).as("chunks thrown at a full disk").isLessThan(20 * file.chunks());
        county.chunks().full(false);
        run(200);
        assertThat(county.chunks().content(file.sha256())).isEqualTo(scan);
        assertThat(delivery(number(1))).isEqualTo(State.COMPLETE);
    }

    @Test
    void law_6_a_crash_between_disk_and_ledger_costs_no_chunk() {
        byte[] scan = bytes(11, 20_000);
        county.chunks().add(scan);
        town.sendFile(NodeId.COUNTY, number(1), scan);
        run(100);
        assertThat(delivery(number(1))).isEqualTo(State.COMPLETE);
        assertThat(line.chunksDelivered()).isZero();
    }

    @Test
    void law_6_of_a_file_that_a_crash_left_with_a_wrong_chunk_only_that_one_comes() {
        byte[] scan = bytes(17, 20_000);
        FileManifest left = county.chunks().add(scan);
        county.chunks().spoil(left.sha256(), 3_000);
        town.sendFile(NodeId.COUNTY, number(1), scan);
        run(100);
        assertThat(county.chunks().content(left.sha256())).isEqualTo(scan);
        assertThat(line.chunksDelivered()).isEqualTo(1);
    }

    @Test
    void law_6_a_file_that_a_crash_left_is_not_taken_by_the_word_of_a_hostile_manifest() {
        byte[] scan = bytes(15, 9_000);
        FileManifest left = county.chunks().add(scan);
        announce(
                OTHER_TOWN,
                new FileManifest(left.sha256(), left.size(), left.chunkSize(), chunkHashes(bytes(16, 9_000))));
        run(20);
        assertThat(county.ledger()
                        .files()
                        .progress(List.of(left.sha256()))
                        .get(0)
                        .complete())
                .isFalse();
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), scan);
        run(80);
        assertThat(county.chunks().content(left.sha256())).isEqualTo(scan);
        assertThat(county.ledger().files().manifest(left.sha256())).contains(file);
        assertThat(delivery(number(1))).isEqualTo(State.COMPLETE);
    }

    @Test
    void law_6_an_empty_file_arrives() {
        FileManifest empty = town.sendFile(NodeId.COUNTY, number(1), new byte[0]);
        run(60);
        assertThat(county.chunks().isVisible(empty.sha256())).isTrue();
        assertThat(delivery(number(1))).isEqualTo(State.COMPLETE);
    }

    @Test
    void law_6_ten_thousand_tiny_files_arrive() {
        List<FileManifest> files = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            FileManifest file = town.chunks().add(("片" + i).getBytes(StandardCharsets.UTF_8));
            town.ledger().files().addComplete(file, clock.instant());
            town.ledger().files().addOutgoing(NodeId.COUNTY, number(1).value(), file);
            files.add(file);
        }
        run(20); // nobody is heard before the session is open
        announce(TOWN, files);
        for (int i = 0; i < 200 && county.ledger().files().missing(TOWN).files() > 0; i++) {
            run(20);
        }
        assertThat(files).allMatch(file -> county.chunks().isVisible(file.sha256()));
    }

    // ---- words used above

    /** Another town, of which only frames are seen. */
    private void greet(NodeId from) {
        Frame.Speaker speaker =
                new Frame.Speaker(UUID.nameUUIDFromBytes(from.value().getBytes()), 1, new UUID(0, 7));
        county.take(
                from,
                new Frame.Hello(UUID.randomUUID(), null, speaker, 1, Map.of(), Receipt.NOTHING, 0, clock.instant()));
    }

    private void announce(NodeId from, FileManifest manifest) {
        announce(from, List.of(manifest));
    }

    /** A message in the town's own name that announces files; the town has nothing of them. */
    private void announce(NodeId from, List<FileManifest> manifests) {
        if (!from.equals(TOWN)) {
            greet(from);
        }
        county.take(
                from,
                new Frame.Messages(
                        Lane.CASE,
                        List.of(new Envelope(
                                new MessageId(UUID.randomUUID()),
                                from,
                                NodeId.COUNTY,
                                1,
                                "610924100-20150701-0009-1",
                                1,
                                "case-progressed",
                                1,
                                clock.instant(),
                                new Lineage(0, null, Lineage.GENESIS),
                                manifests,
                                FrameCodec.tree("{}".getBytes(StandardCharsets.UTF_8))))));
    }

    private void run(int quarterSeconds) {
        for (int i = 0; i < quarterSeconds; i++) {
            clock.tick(Duration.ofMillis(250));
            line.tickAll();
            line.deliver();
        }
    }

    private State delivery(CaseNumber number) {
        return delivery(town, number);
    }

    private static State delivery(TestNode at, CaseNumber number) {
        return Objects.requireNonNull(
                        at.ledger().outbox().deliveries(List.of(number.value())).get(number.value()))
                .state();
    }

    private static String chunkHashes(byte[] content) {
        MemoryChunkStore any = new MemoryChunkStore();
        return any.add(content).chunkHashes();
    }

    private static CaseNumber number(int ordinal) {
        return CaseNumber.of(TOWN, LocalDate.of(2015, 7, 1), ordinal);
    }

    private static byte[] bytes(long seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
