package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.trial.SmallHeapProcess;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames that cost their sender some kilobytes and would fill a node's memory. */
class SmallHeapFramesTest {

    @Test
    void law_8_frames_that_would_fill_the_memory_are_refused_by_a_process_that_has_little(@TempDir Path directory)
            throws Exception {
        Path log = SmallHeapProcess.run(HostileFramesInSmallHeap.class, 40, directory);
        assertThat(log).content().contains("all refused");
    }

    @Test
    void the_largest_case_that_a_window_can_accept_fits_into_a_frame() {
        long upload = 200L << 20;
        int chunkSize = 64 * 1024;
        byte[] hashes = new byte[(int) (upload / chunkSize) * FileManifest.HASH_BYTES];
        FileManifest manifest = new FileManifest(
                "ab".repeat(32), upload, chunkSize, Base64.getEncoder().encodeToString(hashes));
        Frame.Messages messages = FrameCodecTest.frames().stream()
                .filter(Frame.Messages.class::isInstance)
                .map(Frame.Messages.class::cast)
                .findFirst()
                .orElseThrow();
        var one = messages.envelopes().get(0);
        var largest = new Envelope(
                one.id(),
                one.origin(),
                one.destination(),
                one.sequence(),
                one.subject(),
                one.subjectSequence(),
                one.type(),
                one.schemaVersion(),
                one.createdAt(),
                one.lineage(),
                Collections.nCopies(60, manifest),
                one.payload());
        Frame frame = new Frame.Messages(messages.lane(), List.of(largest));
        byte[] bytes = FrameCodec.encode(frame);
        assertThat(bytes.length).isBetween(FrameCheck.MOST_BYTES * 9 / 10, FrameCheck.MOST_BYTES - 16 * 1024);
        assertThat(FrameCodec.decode("Messages", bytes)).isEqualTo(frame);
    }

    @Test
    void law_4_what_no_frame_can_carry_is_refused_before_it_is_stored() {
        TickClock clock = new TickClock();
        NodeId site = NodeId.of("610924102");
        TestNode town = new TestNode(site, List.of(NodeId.COUNTY), clock, new BadLine(1, 0, 0));
        CaseNumber number = CaseNumber.of(site, LocalDate.of(2015, 7, 1), 1);
        FileManifest endless = new FileManifest("ab".repeat(32), 4L << 30, 1024, "A".repeat(FrameCheck.MOST_BYTES));
        town.ledger().files().addComplete(endless, clock.instant());

        assertThatThrownBy(() -> town.sendAgain(NodeId.COUNTY, number, endless))
                .hasMessageStartingWith("YILU-FRAME-004");

        assertThat(town.ledger().outbox().lastSequence(NodeId.COUNTY)).isZero();
    }
}
