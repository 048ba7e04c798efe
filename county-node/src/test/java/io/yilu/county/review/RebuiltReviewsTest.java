package io.yilu.county.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.county.cases.Cases;
import io.yilu.county.cases.Reviewer;
import io.yilu.county.trial.CountyTest;
import io.yilu.county.trial.Townships;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.exchange.Payload;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseAccepted;
import io.yilu.schemas.payload.CaseDecided.Outcome;
import io.yilu.schemas.payload.CorrectionRequested.Correction;
import io.yilu.schemas.payload.MaterialsSupplemented;
import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.schemas.payload.PayloadType;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.OwnMessageHandler;
import io.yilu.sync.Recovery;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.OutgoingMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A county that lost what it had done since yesterday's backup has it again from its own messages. */
@CountyTest
class RebuiltReviewsTest {

    private static final Reviewer CIVIL = new Reviewer("minzheng", "民政审批甲", "05");
    private static final DecisionDraft APPROVE = new DecisionDraft(Outcome.APPROVED, "符合条件", List.of());
    private static final List<String> TABLES = List.of(
            "handover",
            "decision_reason",
            "decision",
            "correction_line",
            "correction",
            "supplement",
            "clock_suspension",
            "case_event",
            "case_file",
            "case_material",
            "cases");

    @Autowired
    private Townships townships;

    @Autowired
    private Reviews reviews;

    @Autowired
    private Cases cases;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Recovery recovery;

    @Autowired
    private PayloadCodec codec;

    @Autowired
    private List<OwnMessageHandler<?>> handlers;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void a_review_comes_back_as_it_was_with_correction_clock_and_decision() {
        CaseAccepted accepted =
                townships.accepted(Townships.ALLOWANCE, clock.instant(), List.of(townships.scan("户口簿")));
        CaseNumber number = accepted.caseNumber();
        townships.apply(Townships.HANWANG, accepted);
        reviews.open(CIVIL, number);
        reviews.requestCorrection(
                CIVIL, number, new CorrectionDraft(List.of(new Correction(2, "缺户口簿首页")), "请补齐"), null);
        MaterialsSupplemented answer = townships.supplement(number, 1, List.of(townships.scan("户口簿首页")));
        townships.apply(Townships.HANWANG, answer);
        reviews.decide(CIVIL, number, new DecisionDraft(Outcome.REFUSED, "不符合", List.of("家庭收入超过标准", "材料不实")), null);
        List<OutgoingMessage> said = said(number);
        assertThat(said)
                .extracting(OutgoingMessage::type)
                .containsExactly("case-progressed", "correction-requested", "case-decided");
        Map<String, List<Map<String, Object>>> before = tables(number);

        lose(number);
        townships.apply(Townships.HANWANG, accepted);
        replay(said.get(0));
        replay(said.get(1));
        townships.apply(Townships.HANWANG, answer);
        replay(said.get(2));

        assertThat(tables(number)).isEqualTo(before);
        assertThat(said(number)).hasSameSizeAs(said);
    }

    @Test
    void a_result_number_that_came_back_is_not_given_again_and_a_new_life_leaps_over_what_was_lost() {
        CaseAccepted accepted = townships.accepted(Townships.ALLOWANCE, clock.instant(), List.of(townships.scan("甲")));
        townships.apply(Townships.HANWANG, accepted);
        int given = counterOf(reviews.decide(CIVIL, accepted.caseNumber(), APPROVE, null));
        List<OutgoingMessage> said = said(accepted.caseNumber());

        lose(accepted.caseNumber());
        jdbc.sql("DELETE FROM result_counter WHERE department = '05' AND outcome = 'APPROVED'")
                .update();
        townships.apply(Townships.HANWANG, accepted);
        said.forEach(this::replay);

        assertThat(counterOf(reviews.decide(CIVIL, townships.accept(), APPROVE, null)))
                .isEqualTo(given + 101);
        assertThat(counterOf(reviews.decide(CIVIL, townships.accept(), APPROVE, null)))
                .isEqualTo(given + 102);
    }

    @Test
    void nothing_is_decided_about_a_town_s_case_before_the_town_has_handed_back_what_was_done() {
        CaseNumber number = townships.accept();
        recovery.require(Townships.HANWANG);

        assertThat(reviews.open(CIVIL, number).state()).isEqualTo(CaseState.ACCEPTED);
        assertThatThrownBy(() -> reviews.decide(CIVIL, number, APPROVE, null))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("YILU-RECOVERY-006");

        recovery.giveUp(Townships.HANWANG, "the end of this test");
        reviews.decide(CIVIL, number, APPROVE, null);
        assertThat(cases.find(number).orElseThrow().state()).isEqualTo(CaseState.APPROVED);
    }

    @Test
    void law_4_a_case_behind_a_message_that_could_not_be_restored_is_closed_and_the_town_s_others_are_decided() {
        CaseNumber closed = townships.accept();
        CaseNumber sound = townships.accept();
        reviews.open(CIVIL, closed);
        jdbc.sql("UPDATE sync_outbox SET replay = TRUE, after_incoming = 99 WHERE subject = :number")
                .param("number", closed.value())
                .update();
        ledger.inTransaction(() -> {
            ledger.recovery().begin(Townships.HANWANG);
            ledger.recovery().end(Townships.HANWANG);
        });

        assertThatThrownBy(() -> reviews.decide(CIVIL, closed, APPROVE, null))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("YILU-RECOVERY-012");
        reviews.decide(CIVIL, sound, APPROVE, null);
        assertThat(cases.find(sound).orElseThrow().state()).isEqualTo(CaseState.APPROVED);

        ledger.inTransaction(() -> ledger.recovery().abandon(Townships.HANWANG));
        reviews.decide(CIVIL, closed, APPROVE, null);
    }

    private static int counterOf(Decision decision) {
        var number = Pattern.compile("〕(\\d+) 号").matcher(decision.resultNumber());
        assertThat(number.find()).isTrue();
        return Integer.parseInt(number.group(1));
    }

    private List<OutgoingMessage> said(CaseNumber number) {
        return ledger.outbox().unreceipted(Townships.HANWANG, 0, 10_000).stream()
                .filter(message -> message.subject().equals(number.value()))
                .toList();
    }

    private void replay(OutgoingMessage own) {
        Class<? extends Payload> kind =
                PayloadType.labelled(own.type()).orElseThrow().payloadClass();
        handlers.stream()
                .filter(candidate -> candidate.payloadClass().equals(kind))
                .forEach(handler -> replay(own, handler));
    }

    private <P extends Payload> void replay(OutgoingMessage own, OwnMessageHandler<P> handler) {
        P payload = codec.read(
                handler.payloadClass(),
                own.schemaVersion(),
                JsonMapper.builder().build().readTree(own.payload()));
        transaction.executeWithoutResult(status -> handler.rebuild(new InboxMessage<>(
                new MessageId(own.id().value()),
                NodeId.COUNTY,
                own.subject(),
                own.createdAt(),
                clock.instant(),
                payload)));
    }

    private void lose(CaseNumber number) {
        TABLES.forEach(table -> jdbc.sql("DELETE FROM " + table + " WHERE case_number = :number")
                .param("number", number.value())
                .update());
    }

    /** The rows of one case as they lie, without what is counted, sealed anew, or says when it arrived. */
    private Map<String, List<Map<String, Object>>> tables(CaseNumber number) {
        Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
        for (String table : TABLES) {
            List<Map<String, Object>> rows = new ArrayList<>();
            boolean counted = !List.of("cases", "case_material", "decision", "handover", "correction", "supplement")
                    .contains(table);
            jdbc.sql("SELECT * FROM " + table + " WHERE case_number = :number ORDER BY " + (counted ? "id" : "1, 2"))
                    .param("number", number.value())
                    .query()
                    .listOfRows()
                    .forEach(row -> {
                        Map<String, Object> kept = new LinkedHashMap<>(row);
                        kept.keySet()
                                .removeIf(column -> column.equals("id")
                                        || column.endsWith("_sealed")
                                        || column.equals("received_at")
                                        || column.equals("added_at"));
                        if ("RECEIVED".equals(kept.get("kind"))) {
                            kept.remove("happened_at");
                        }
                        rows.add(kept);
                    });
            tables.put(table, rows);
        }
        return tables;
    }
}
