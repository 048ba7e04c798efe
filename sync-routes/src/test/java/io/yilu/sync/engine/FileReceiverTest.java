package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.ledger.MemoryLedger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which files are asked for when very many are missing, and what of them. */
class FileReceiverTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    /** Nobody answers what is asked for, so a slot is free again after this. */
    private static final Duration NO_ANSWER = Duration.ofSeconds(15);

    private final TickClock clock = new TickClock();
    private final List<String> asked = new ArrayList<>();
    private final List<BitSet> wantedChunks = new ArrayList<>();
    private final ExchangeSettings settings = ExchangeSettings.defaults();
    private final MemoryChunkStore chunks = new MemoryChunkStore();
    private final Ledger ledger = new MemoryLedger(NodeId.COUNTY, UUID.randomUUID(), clock);
    private final FileReceiver receiver = receiver();

    @Test
    void law_6_six_hundred_scans_that_the_sender_has_lost_do_not_keep_out_the_one_after_them() {
        List<String> lost = announced("lost", 600);
        String last = announced("the last", 1).get(0);

        ask(600 / settings.filesWanted() + 1);

        assertThat(asked).contains(last).containsAll(lost);
        assertThat(asked.subList(0, 601))
                .as("each once before any is asked again")
                .doesNotHaveDuplicates();
    }

    @Test
    void what_did_not_come_is_asked_for_again_once_all_others_were() {
        List<String> missing = announced("missing", 2 * settings.filesWanted());

        ask(3);

        assertThat(asked.subList(0, missing.size())).containsExactlyInAnyOrderElementsOf(missing);
        assertThat(asked.subList(missing.size(), asked.size()))
                .containsExactlyInAnyOrderElementsOf(asked.subList(0, settings.filesWanted()));
    }

    @Test
    void a_file_whose_chunks_are_all_here_is_settled_behind_a_thousand_that_are_not() {
        announced("missing", 1_000);
        FileManifest empty = chunks.add(new byte[0]);
        ledger.files().announce(empty, TOWN, clock.instant().plusSeconds(1));

        receiver.settle();

        assertThat(ledger.files().progress(List.of(empty.sha256())))
                .singleElement()
                .matches(progress -> progress.complete());
    }

    @Test
    void awaited_files_that_the_peer_has_lost_leave_room_for_the_others() {
        List<String> lost = announced("lost", 3 * settings.filesWanted());
        List<FileRef> awaited = lost.stream()
                .map(sha256 -> new FileRef(sha256, 4, "image/jpeg", "签名.jpg"))
                .toList();
        ledger.inTransaction(() -> ledger.recovery().files().add(TOWN, awaited));
        List<String> others = announced("another", 3 * settings.filesWanted());

        ask(3);
        assertThat(asked).as("those awaited come first").containsExactlyElementsOf(lost);
        ask(6);

        assertThat(asked).containsAll(others);
        assertThat(asked.subList(lost.size(), asked.size()))
                .as("and are asked for again meanwhile")
                .containsAll(lost);
    }

    @Test
    void law_6_a_file_whose_part_the_disk_has_lost_is_asked_for_at_once_and_by_the_chunks_that_are_missing() {
        byte[] scan = new byte[5_000];
        FileManifest file = new MemoryChunkStore().add(scan);
        ledger.files().announce(file, TOWN, clock.instant());
        for (int index = 0; index < file.chunks(); index++) {
            ledger.files().addChunk(TOWN, file, index);
        }

        ask(1);

        assertThat(wantedChunks)
                .singleElement()
                .satisfies(missing -> assertThat(missing.cardinality()).isEqualTo(file.chunks()));
    }

    @Test
    void law_8_however_often_a_town_begins_anew_it_has_to_show_the_same_chunk() {
        FileManifest file = here(1_000_000);

        for (int session = 0; session < 20; session++) {
            receiver.restart();
            receiver.offered(new Frame.FilesOffered(List.of(file.sha256())));
        }

        assertThat(wantedChunks).hasSize(20);
        assertThat(Set.copyOf(wantedChunks))
                .singleElement()
                .satisfies(chunk -> assertThat(chunk.cardinality()).isEqualTo(1));
    }

    @Test
    void law_8_of_a_file_with_one_whole_chunk_there_is_nothing_to_choose_and_all_of_it_is_to_be_shown() {
        FileManifest file = here(100_000);
        receiver.offered(new Frame.FilesOffered(List.of(file.sha256())));

        receiver.received(new Frame.Chunk(file.sha256(), 0, chunks.read(file, 0)));
        assertThat(ledger.files().cameFrom(TOWN, file.sha256())).isFalse();
        receiver.received(new Frame.Chunk(file.sha256(), 1, chunks.read(file, 1)));
        assertThat(ledger.files().cameFrom(TOWN, file.sha256())).isTrue();
    }

    /** A file that another way brought and that the town has announced as well. */
    private FileManifest here(int size) {
        byte[] scan = new byte[size];
        new Random(size).nextBytes(scan);
        FileManifest file = chunks.add(scan, 64 * 1024);
        ledger.files().addComplete(file, clock.instant());
        ledger.files().announce(file, TOWN, clock.instant());
        return file;
    }

    private List<String> announced(String name, int many) {
        String hashes = chunks.add(name.getBytes(StandardCharsets.UTF_8)).chunkHashes();
        List<String> sha256s = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            String sha256 = Hashes.sha256Hex((name + i).getBytes(StandardCharsets.UTF_8));
            clock.tick(Duration.ofMillis(1));
            ledger.files().announce(new FileManifest(sha256, name.length(), 65_536, hashes), TOWN, clock.instant());
            sha256s.add(sha256);
        }
        return sha256s;
    }

    private void ask(int times) {
        for (int i = 0; i < times; i++) {
            clock.tick(NO_ANSWER);
            receiver.askForMissing();
        }
    }

    private FileReceiver receiver() {
        Carrier carrier = new WelcomingCarrier() {
            @Override
            public void send(NodeId peer, EncodedFrame frame) {
                if (frame.frame() instanceof Frame.FileWanted wanted) {
                    asked.add(wanted.sha256());
                    wantedChunks.add(BitSet.valueOf(wanted.missing()));
                }
            }

            @Override
            public void redial(NodeId peer) {}
        };
        EnginePorts ports = new EnginePorts(
                ledger,
                chunks,
                carrier,
                event -> {},
                clock,
                new CountedRefusals(ledger.alarms(), clock, clock),
                OwnMark.under(new byte[] {1}));
        PeerLine line = new PeerLine(TOWN, carrier, new LineMeter(clock), UUID.randomUUID());
        return new FileReceiver(TOWN, line, ports, settings, clock);
    }
}
