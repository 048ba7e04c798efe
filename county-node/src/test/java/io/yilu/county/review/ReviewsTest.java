package io.yilu.county.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.county.cases.Cases;
import io.yilu.county.cases.CountyCase;
import io.yilu.county.cases.Reviewer;
import io.yilu.county.cases.TimelineEntry.Kind;
import io.yilu.county.trial.CountyTest;
import io.yilu.county.trial.Townships;
import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.CaseDecided.Outcome;
import io.yilu.schemas.payload.CorrectionRequested.Correction;
import io.yilu.sync.Deliveries;
import io.yilu.sync.FileStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CountyTest
class ReviewsTest {

    private static final Reviewer CIVIL = new Reviewer("minzheng", "民政审批甲", "05");
    private static final Reviewer COLLEAGUE = new Reviewer("d-05", "民政审批乙", "05");
    private static final Reviewer POLICE = new Reviewer("d-04", "公安审批乙", "04");
    private static final DecisionDraft APPROVE = new DecisionDraft(Outcome.APPROVED, "符合条件", List.of());

    @Autowired
    private Townships townships;

    @Autowired
    private Reviews reviews;

    @Autowired
    private Cases cases;

    @Autowired
    private FileStore files;

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void the_first_opening_starts_the_review_and_tells_the_township() {
        CaseNumber number = townships.accept();

        CountyCase opened = reviews.open(CIVIL, number);
        reviews.open(COLLEAGUE, number);

        assertThat(opened.state()).isEqualTo(CaseState.IN_REVIEW);
        assertThat(opened.reviewer()).isEqualTo("民政审批甲");
        assertThat(kinds(number)).containsExactly(Kind.ACCEPTED, Kind.RECEIVED, Kind.REVIEW_STARTED);
        assertThat(sent(number, "case-progressed")).isEqualTo(1);
    }

    @Test
    void an_approval_issues_a_numbered_document_and_sends_it_home() throws Exception {
        CaseNumber number = townships.accept();
        reviews.open(CIVIL, number);

        Decision decision = reviews.decide(CIVIL, number, APPROVE, null);

        CountyCase decided = cases.find(number).orElseThrow();
        assertThat(decided.state()).isEqualTo(CaseState.APPROVED);
        assertThat(decided.stoppedOn()).isNotNull();
        assertThat(decision.resultName()).isEqualTo("农村居民最低生活保障证");
        assertThat(decision.resultNumber()).matches("紫民政准〔\\d{4}〕\\d{4} 号");
        try (var document = files.open(decision.document().sha256()).orElseThrow()) {
            assertThat(new String(document.readNBytes(5), StandardCharsets.US_ASCII))
                    .isEqualTo("%PDF-");
        }
        assertThat(sent(number, "case-decided")).isEqualTo(1);
        assertThat(deliveries.of(List.of(number.value()))).containsKey(number.value());
        assertThat(kinds(number)).endsWith(Kind.REVIEW_STARTED, Kind.DECIDED);
    }

    @Test
    void a_refusal_needs_reasons() {
        CaseNumber number = townships.accept();

        assertThatThrownBy(() ->
                        reviews.decide(CIVIL, number, new DecisionDraft(Outcome.REFUSED, "不符合", List.of(" ")), null))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("YILU-REVIEW-002");

        Decision refused =
                reviews.decide(CIVIL, number, new DecisionDraft(Outcome.REFUSED, "不符合", List.of("家庭收入超过标准")), null);
        assertThat(refused.resultName()).isEqualTo("不予办理决定书");
        assertThat(refused.reasons()).containsExactly("家庭收入超过标准");
    }

    @Test
    void a_decision_without_opinion_is_refused_and_changes_nothing() {
        CaseNumber number = townships.accept();

        assertThatThrownBy(
                        () -> reviews.decide(CIVIL, number, new DecisionDraft(Outcome.APPROVED, "  ", List.of()), null))
                .hasMessageContaining("YILU-REVIEW-001");

        assertThat(cases.find(number).orElseThrow().state()).isEqualTo(CaseState.ACCEPTED);
        assertThat(sent(number, "case-decided")).isZero();
    }

    @Test
    void no_decision_is_made_while_scans_are_on_the_way() {
        CaseNumber number = townships.accept(
                Townships.ALLOWANCE, Instant.parse("2016-05-03T01:00:00Z"), List.of(townships.travellingScan()));

        assertThatThrownBy(() -> reviews.decide(CIVIL, number, APPROVE, null))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("YILU-REVIEW-003")
                .hasMessageContaining("身份证.jpg（0%）");
    }

    @Test
    void two_reviewers_at_once_make_one_decision() throws Exception {
        CaseNumber number = townships.accept();

        List<Throwable> failures = together(List.of(
                () -> reviews.decide(CIVIL, number, APPROVE, null),
                () -> reviews.decide(
                        COLLEAGUE, number, new DecisionDraft(Outcome.REFUSED, "不符合", List.of("重复")), null)));

        assertThat(failures)
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure).isInstanceOf(RequestRefused.class).hasMessageContaining("YILU-CASE-001"));
        assertThat(sent(number, "case-decided")).isEqualTo(1);
        assertThat(kinds(number)).containsOnlyOnce(Kind.DECIDED);
    }

    @Test
    void an_approval_and_a_correction_request_at_once_make_one_of_the_two() throws Exception {
        CaseNumber number = townships.accept();
        reviews.open(CIVIL, number);

        List<Throwable> failures = together(List.of(
                () -> reviews.decide(CIVIL, number, APPROVE, null),
                () -> reviews.requestCorrection(
                        COLLEAGUE, number, new CorrectionDraft(List.of(new Correction(2, "补户口簿")), "请补齐"), null)));

        assertThat(failures).singleElement().isInstanceOf(RequestRefused.class);
        assertThat(sent(number, "case-decided") + sent(number, "correction-requested"))
                .isEqualTo(1);
    }

    @Test
    void what_was_decided_from_an_old_page_is_refused() {
        CaseNumber number = townships.accept();
        Instant seen = cases.find(number).orElseThrow().stateSince();
        reviews.open(COLLEAGUE, number);

        assertThatThrownBy(() -> reviews.decide(CIVIL, number, APPROVE, seen))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("YILU-REVIEW-006");
    }

    @Test
    void another_department_finds_no_such_case_and_the_attempt_is_kept() {
        CaseNumber number = townships.accept();

        assertThatThrownBy(() -> reviews.open(POLICE, number))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("YILU-CASE-404");

        assertThat(jdbc.sql("SELECT COUNT(*) FROM node_audit WHERE subject = ?"
                                + " AND act = 'case-refused' AND detail LIKE '04%'")
                        .param(number.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(cases.find(number).orElseThrow().state()).isEqualTo(CaseState.ACCEPTED);
    }

    @Test
    void a_correction_asks_for_everything_at_once_pauses_the_clock_and_comes_back() {
        CaseNumber number = townships.accept();
        reviews.open(CIVIL, number);

        CorrectionRequest request = reviews.requestCorrection(
                CIVIL,
                number,
                new CorrectionDraft(
                        List.of(new Correction(2, "补户口簿"), new Correction(null, "签名"), new Correction(1, " ")), "请补齐"),
                null);

        CountyCase waiting = cases.find(number).orElseThrow();
        assertThat(request.writerToken()).isEqualTo(1);
        assertThat(request.lines()).hasSize(2);
        assertThat(waiting.state()).isEqualTo(CaseState.CORRECTION);
        assertThat(cases.clock(waiting).openSuspension()).isPresent();
        assertThat(sent(number, "correction-requested")).isEqualTo(1);

        townships.apply(Townships.HANWANG, townships.supplement(number, 1, List.of(townships.scan("户口簿"))));

        CountyCase back = cases.find(number).orElseThrow();
        assertThat(back.state()).isEqualTo(CaseState.IN_REVIEW);
        assertThat(cases.clock(back).openSuspension()).isEmpty();
        assertThat(cases.materials(number).get(1).files())
                .singleElement()
                .satisfies(file -> assertThat(file.round()).isEqualTo(1));
        assertThat(kinds(number)).endsWith(Kind.CORRECTION_REQUESTED, Kind.SUPPLEMENTED);
    }

    @Test
    void a_supplement_with_a_stale_token_is_refused_and_never_merged() {
        CaseNumber number = townships.accept();
        requestCorrection(number);
        townships.apply(Townships.HANWANG, townships.supplement(number, 1, List.of()));
        requestCorrection(number);

        assertThatThrownBy(() -> townships.apply(
                        Townships.HANWANG, townships.supplement(number, 1, List.of(townships.scan("旧")))))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("YILU-CASE-011");
        assertThat(cases.materials(number).get(1).files()).isEmpty();
        assertThat(cases.find(number).orElseThrow().state()).isEqualTo(CaseState.CORRECTION);
    }

    @Test
    void a_correction_needs_lines_that_name_materials_of_the_item() {
        CaseNumber number = townships.accept();

        assertThatThrownBy(() -> reviews.requestCorrection(CIVIL, number, new CorrectionDraft(List.of(), "请补齐"), null))
                .hasMessageContaining("YILU-REVIEW-004");
        assertThatThrownBy(() -> reviews.requestCorrection(
                        CIVIL, number, new CorrectionDraft(List.of(new Correction(99, "补")), "请补齐"), null))
                .hasMessageContaining("YILU-REVIEW-005");
    }

    @Test
    void no_decision_is_made_while_the_township_holds_the_token() {
        CaseNumber number = townships.accept();
        requestCorrection(number);

        assertThatThrownBy(() -> reviews.decide(CIVIL, number, APPROVE, null))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("YILU-CASE-001");
    }

    @Test
    void a_handover_closes_the_case() {
        CaseNumber number = townships.accept();
        reviews.decide(CIVIL, number, APPROVE, null);

        townships.apply(Townships.HANWANG, townships.delivered(number, townships.scan("签名")));

        assertThat(cases.find(number).orElseThrow().state()).isEqualTo(CaseState.DELIVERED);
        assertThat(cases.handover(number)).hasValueSatisfying(handover -> {
            assertThat(handover.collectorName()).isEqualTo("覃试安");
            assertThat(handover.idChecked()).isTrue();
        });
        assertThat(cases.timeline(number).get(cases.timeline(number).size() - 1).text())
                .contains("覃*安")
                .doesNotContain("覃试安");
    }

    private void requestCorrection(CaseNumber number) {
        reviews.requestCorrection(CIVIL, number, new CorrectionDraft(List.of(new Correction(2, "补户口簿")), "请补齐"), null);
    }

    private List<Kind> kinds(CaseNumber number) {
        return cases.timeline(number).stream().map(entry -> entry.kind()).toList();
    }

    private long sent(CaseNumber number, String type) {
        return jdbc.sql("SELECT COUNT(*) FROM sync_outbox WHERE subject = ? AND type = ?")
                .params(number.value(), type)
                .query(Long.class)
                .single();
    }

    private static List<Throwable> together(List<Callable<Object>> attempts) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(attempts.size());
        try {
            List<Throwable> failures = new ArrayList<>();
            for (Future<?> attempt : threads.invokeAll(attempts)) {
                try {
                    attempt.get();
                } catch (ExecutionException failed) {
                    failures.add(failed.getCause());
                }
            }
            return failures;
        } finally {
            threads.shutdown();
        }
    }
}
