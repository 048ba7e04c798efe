package io.yilu.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.schemas.exchange.Envelope;
import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.sync.Deliveries.State;
import io.yilu.sync.RepairJournal.Step;
import io.yilu.sync.Repairs;
import io.yilu.sync.Repairs.Decision;
import io.yilu.sync.Repairs.HeldMessage;
import io.yilu.sync.Repairs.Query;
import io.yilu.sync.Repairs.Why;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Law 11: what is held can be seen, retried, corrected, discarded, asked for again and decided, each with its reason. */
class RepairsTest {

    private static final NodeId TOWN = NodeId.of("610924102");
    private static final Query ALL = new Query(null, 0, 50);

    private final TickClock clock = new TickClock();
    private final BadLine line = new BadLine(1, 0, 0);
    private final TestNode town = new TestNode(TOWN, List.of(NodeId.COUNTY), clock, line);
    private final TestNode county = new TestNode(NodeId.COUNTY, List.of(TOWN), clock, line);
    private final List<String> journal = new ArrayList<>();
    private boolean journalIsAway;
    private boolean mended;
    private Repairs repairs;

    @BeforeEach
    void wire() {
        repairs = new LedgerRepairs(
                county.ledger(), new PayloadCodec(), county.exchange(), this::write, event -> {}, clock);
        county.beforeApplying(message -> {
            if (!mended && message.payload().step().equals("poison")) {
                throw new IllegalStateException("no such column: 覃试安");
            }
        });
    }

    private void write(Step step, String subject, String detail, String reason) {
        if (journalIsAway) {
            throw new IllegalStateException("the journal is away");
        }
        journal.add(step + " " + subject + " [" + detail + "] " + reason);
    }

    @Test
    void law_11_a_mended_fault_lets_the_message_and_what_waits_behind_it_go_on() {
        HeldMessage failed = poisonedCase();
        assertThat(failed.why()).isEqualTo(Why.FAILED);
        mended = true;
        repairs.retry(failed.id(), "程序已修复");
        run(40);
        assertThat(applied(1)).containsExactly("poison", "behind");
        assertThat(delivery(1)).isEqualTo(State.COMPLETE);
        assertThat(journal)
                .singleElement()
                .asString()
                .startsWith("RETRIED " + failed.id())
                .contains("was FAILED", "is tried again", "程序已修复");
    }

    @Test
    void law_11_a_corrected_content_is_applied_in_its_place_and_must_meet_the_contract() {
        HeldMessage failed = poisonedCase();
        String json =
                Objects.requireNonNull(repairs.messageInFull(failed.id(), "看一下").json());
        assertThatThrownBy(() -> repairs.correct(failed.id(), "{\"step\":\"mended\"}", "试试"))
                .hasMessageContaining("YILU-REPAIR-004");
        assertThatThrownBy(() -> repairs.correct(failed.id(), "{", "试试")).hasMessageContaining("YILU-REPAIR-004");
        assertThatThrownBy(() -> repairs.correct(failed.id(), json.replace("{", "{\"step\":\"a\","), "试试"))
                .hasMessageContaining("YILU-REPAIR-004");
        assertThat(journal).hasSize(1);

        repairs.correct(failed.id(), json.replace("poison", "mended"), "原文有误");
        run(40);

        assertThat(applied(1)).containsExactly("mended", "behind");
        assertThat(delivery(1)).isEqualTo(State.COMPLETE);
        assertThat(county.ledger().inbox().history(TOWN, 0, 1).get(0).payload().toString())
                .contains("poison");
    }

    @Test
    void law_11_a_discarded_message_opens_the_way_and_the_sender_no_longer_sees_it_held() {
        HeldMessage failed = poisonedCase();
        HeldMessage behind = repairs.messages(ALL).rows().get(1);
        assertThatThrownBy(() -> repairs.discard(behind.id(), "先放弃后面的")).hasMessageContaining("YILU-REPAIR-003");
        repairs.discard(failed.id(), "重复录入");
        run(40);
        assertThat(applied(1)).containsExactly("behind");
        assertThat(delivery(1)).isEqualTo(State.COMPLETE);
        assertThatThrownBy(() -> repairs.retry(failed.id(), "后悔了")).hasMessageContaining("YILU-REPAIR-002");
    }

    @Test
    void law_11_a_message_that_is_asked_for_again_comes_and_is_tried_also_over_a_line_that_was_down() {
        HeldMessage failed = poisonedCase();
        mended = true;
        line.cut(true);
        repairs.request(failed.id(), "密钥已恢复");
        run(80);
        assertThat(repairs.messages(ALL).rows().get(0).why()).isEqualTo(Why.REQUESTED);
        line.cut(false);
        run(200);
        assertThat(applied(1)).containsExactly("poison", "behind");
        assertThat(delivery(1)).isEqualTo(State.COMPLETE);
        assertThat(town.ledger().outbox().receiptedThrough(NodeId.COUNTY)).isEqualTo(2);
    }

    @Test
    void law_11_of_two_messages_at_one_place_a_person_keeps_the_first_or_takes_the_second_as_well() {
        town.say(NodeId.COUNTY, number(1), "first");
        run(40);
        Envelope first = county.ledger().inbox().history(TOWN, 0, 1).get(0);
        second(first, "second");
        second(first, "third");
        run(8);
        assertThat(delivery(1)).isEqualTo(State.HELD);
        long second = repairs.conflicts(ALL).rows().get(0).conflict();
        long third = repairs.conflicts(ALL).rows().get(1).conflict();

        repairs.decide(second, Decision.TAKE_SECOND, "恢复后补录");
        repairs.decide(third, Decision.KEEP_FIRST, "来历不明");
        run(40);

        assertThat(applied(1)).containsExactly("first", "second");
        assertThat(delivery(1)).isEqualTo(State.COMPLETE);
        assertThatThrownBy(() -> repairs.decide(second, Decision.KEEP_FIRST, "再决定"))
                .hasMessageContaining("YILU-REPAIR-002");
        assertThat(journal).hasSize(2);
    }

    @Test
    void the_second_takes_the_place_of_a_first_that_failed() {
        HeldMessage failed = poisonedCase();
        second(county.ledger().inbox().history(TOWN, 0, 1).get(0), "sound");
        repairs.decide(repairs.conflicts(ALL).rows().get(0).conflict(), Decision.TAKE_SECOND, "以后到的为准");
        run(40);
        assertThat(applied(1)).containsExactly("sound", "behind");
        assertThat(repairs.messages(ALL).total()).isZero();
        assertThat(failed.corrected()).isFalse();
    }

    @Test
    void law_11_a_manifest_put_aside_is_asked_for_again() {
        FileManifest file = town.sendFile(NodeId.COUNTY, number(1), new byte[70_000]);
        run(4);
        county.ledger().files().failRound(TOWN, file.sha256(), 1, clock.instant());
        repairs.retryFile(TOWN, file.sha256(), "已换硬盘");
        run(200);
        assertThat(county.chunks().isVisible(file.sha256())).isTrue();
        assertThatThrownBy(() -> repairs.retryFile(TOWN, file.sha256(), "再来")).hasMessageContaining("YILU-REPAIR-002");
    }

    @Test
    void what_is_shown_is_masked_and_the_full_view_is_written_down() {
        HeldMessage failed = poisonedCase();
        String masked = Objects.requireNonNull(repairs.message(failed.id()).json());
        assertThat(masked)
                .contains(number(1).value(), "\"step\":\"***\"", "\"by\":\"***\"")
                .doesNotContain("poison", "审批员甲");
        assertThat(failed.error()).doesNotContain("覃试安").contains("IllegalStateException at ");
        assertThat(journal).isEmpty();
        assertThat(repairs.messageInFull(failed.id(), "核对").json()).contains("poison", "审批员甲");
        assertThat(journal).singleElement().asString().startsWith("SEEN_IN_FULL");
    }

    @Test
    void nothing_is_repaired_without_a_reason_or_without_the_journal() {
        HeldMessage failed = poisonedCase();
        assertThatThrownBy(() -> repairs.discard(failed.id(), "  ")).hasMessageContaining("YILU-REPAIR-001");
        assertThatThrownBy(() -> repairs.messageInFull(failed.id(), "")).hasMessageContaining("YILU-REPAIR-001");
        journalIsAway = true;
        assertThatThrownBy(() -> repairs.discard(failed.id(), "重复录入")).hasMessageContaining("journal");
        run(20);
        assertThat(repairs.messages(ALL).rows().get(0)).isEqualTo(failed);
        assertThat(county.applied()).isEmpty();
    }

    /** A case of two messages of which the first fails for good. */
    private HeldMessage poisonedCase() {
        town.say(NodeId.COUNTY, number(1), "poison");
        town.say(NodeId.COUNTY, number(1), "behind");
        run(40);
        assertThat(delivery(1)).isEqualTo(State.HELD);
        return repairs.messages(ALL).rows().get(0);
    }

    private void second(Envelope first, String step) {
        String json = first.payload().toString().replaceFirst("\"step\":\"[a-z]+\"", "\"step\":\"" + step + "\"");
        county.take(
                TOWN,
                new Frame.Messages(
                        io.yilu.schemas.exchange.Lane.CONTROL,
                        List.of(new Envelope(
                                new MessageId(UUID.randomUUID()),
                                TOWN,
                                NodeId.COUNTY,
                                first.sequence(),
                                first.subject(),
                                first.subjectSequence(),
                                first.type(),
                                first.schemaVersion(),
                                first.createdAt(),
                                first.lineage(),
                                List.of(),
                                FrameCodec.tree(json.getBytes(StandardCharsets.UTF_8))))));
    }

    private List<String> applied(int number) {
        return county.applied().getOrDefault(number(number).value(), List.of());
    }

    private State delivery(int number) {
        return Objects.requireNonNull(town.ledger()
                        .outbox()
                        .deliveries(List.of(number(number).value()))
                        .get(number(number).value()))
                .state();
    }

    private void run(int quarterSeconds) {
        for (int i = 0; i < quarterSeconds; i++) {
            clock.tick(Duration.ofMillis(250));
            line.tickAll();
            line.deliver();
        }
    }

    private static CaseNumber number(int n) {
        return CaseNumber.of(TOWN, LocalDate.of(2015, 7, 1), n);
    }
}
