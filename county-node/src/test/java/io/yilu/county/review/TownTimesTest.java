package io.yilu.county.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.yilu.county.cases.Cases;
import io.yilu.county.cases.CountyCase;
import io.yilu.county.cases.Reviewer;
import io.yilu.county.cases.TownTime;
import io.yilu.county.cases.TownTime.Doubt;
import io.yilu.county.trial.CountyTest;
import io.yilu.county.trial.Townships;
import io.yilu.node.signin.Role;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.CaseDecided.Outcome;
import io.yilu.schemas.payload.CaseDelivered;
import io.yilu.schemas.payload.CorrectionRequested.Correction;
import io.yilu.schemas.payload.MaterialsSupplemented;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Law 9 at the county: what a township dated by a wrong clock is taken as it is, and everybody who reads it is told. */
@CountyTest
class TownTimesTest {

    private static final Reviewer CIVIL = new Reviewer("minzheng", "民政审批甲", "05");
    private static final Instant EMPTY_BATTERY = Instant.parse("2006-01-04T01:12:00Z");
    private static final Duration TEN_YEARS = Duration.ofDays(3_652);

    @Autowired
    private MockMvc web;

    @Autowired
    private Townships townships;

    @Autowired
    private Reviews reviews;

    @Autowired
    private Cases cases;

    @Autowired
    private Clock clock;

    @Test
    void law_9_a_date_that_nobody_compared_and_that_cannot_be_right_is_marked_in_the_list_and_on_the_case()
            throws Exception {
        CaseNumber number =
                townships.accept(Townships.ALLOWANCE, EMPTY_BATTERY, List.of(townships.scan("empty battery")));

        assertThat(row(number, "zh-CN")).contains("时间存疑");
        assertThat(row(number, "en")).contains("time in doubt");
        assertThat(page(get("/cases/" + number).param("lang", "zh-CN"))).contains("镇上记下的时间有存疑的", "早两个月以上，当时没有比对过两边的钟");
        assertThat(page(get("/cases/" + number).param("lang", "en")))
                .contains("check the true date with the township", "more than two months before the county received it")
                .doesNotContain("??");
    }

    @Test
    void law_9_a_measured_offset_is_kept_shown_as_the_right_time_and_moves_no_deadline() throws Exception {
        Instant right = clock.instant();
        CaseNumber number = townships.acceptBy(TEN_YEARS.negated());

        CountyCase behind = cases.find(number).orElseThrow();
        assertThat(behind.clockOffsetMillis()).isEqualTo(-TEN_YEARS.toMillis());
        assertThat(behind.acceptedAt()).isBefore(right.minus(TEN_YEARS.minusDays(1)));
        assertThat(behind.promisedDue())
                .isBefore(LocalDate.ofInstant(right, clock.getZone()).minusYears(9));
        String shown = String.valueOf(
                right.atZone(io.yilu.county.cases.OfficeDays.CHINA).toLocalDate());
        assertThat(page(get("/cases/" + number).param("lang", "zh-CN"))).contains("当时镇上的钟偏慢，按县里的钟约为 " + shown);
        assertThat(page(get("/cases/" + number).param("lang", "en"))).contains("clock was behind");
    }

    @Test
    void law_9_an_answer_and_a_handover_carry_their_own_offset() throws Exception {
        CaseNumber number = townships.accept();
        reviews.requestCorrection(CIVIL, number, new CorrectionDraft(List.of(new Correction(2, "补户口簿")), "请补齐"), null);
        MaterialsSupplemented answer = townships.supplement(number, 1, List.of(townships.scan("answer")));
        townships.apply(
                Townships.HANWANG,
                new MaterialsSupplemented(
                        number,
                        1,
                        answer.form(),
                        answer.materials(),
                        answer.remark(),
                        EMPTY_BATTERY,
                        answer.supplementedBy(),
                        null));
        assertThat(lastOf(number).doubt()).isEqualTo(Doubt.BEFORE_ITS_CAUSE);

        reviews.decide(CIVIL, number, new DecisionDraft(Outcome.APPROVED, "符合条件", List.of()), null);
        CaseDelivered delivered = townships.delivered(number, null);
        townships.apply(
                Townships.HANWANG,
                new CaseDelivered(
                        number,
                        delivered.collectorName(),
                        delivered.relation(),
                        true,
                        null,
                        delivered.deliveredAt().plus(TEN_YEARS),
                        delivered.deliveredBy(),
                        TEN_YEARS.toMillis()));
        assertThat(lastOf(number).doubt()).isEqualTo(Doubt.CLOCK_AHEAD);
        assertThat(lastOf(number).clockOffsetMillis()).isEqualTo(TEN_YEARS.toMillis());
        assertThat(cases.find(number).orElseThrow().state()).isEqualTo(CaseState.DELIVERED);
        assertThat(page(get("/cases/" + number).param("lang", "zh-CN"))).contains("早于县里的上一步", "当时镇上的钟偏快");
    }

    @Test
    void law_9_a_time_that_the_county_had_not_reached_is_marked_though_nobody_compared_the_clocks() {
        CaseNumber number = townships.accept(
                Townships.ALLOWANCE, clock.instant().plus(Duration.ofDays(1)), List.of(townships.scan("tomorrow")));

        assertThat(cases.find(number).orElseThrow().clockDoubted()).isTrue();
        assertThat(Objects.requireNonNull(cases.timeline(number).get(0).town()).doubt())
                .isEqualTo(Doubt.AFTER_RECEIPT);
    }

    @Test
    void a_case_that_was_a_month_on_its_way_or_whose_clock_was_seconds_off_is_not_marked() throws Exception {
        CaseNumber late = townships.accept(
                Townships.ALLOWANCE, clock.instant().minus(Duration.ofDays(31)), List.of(townships.scan("late")));
        CaseNumber usual = townships.acceptBy(Duration.ofSeconds(90));

        for (CaseNumber number : List.of(late, usual)) {
            assertThat(page(get("/cases/" + number).param("lang", "zh-CN"))).doesNotContain("存疑");
        }
        assertThat(cases.find(usual).orElseThrow().clockOffsetMillis()).isEqualTo(90_000);
    }

    private TownTime lastOf(CaseNumber number) {
        var timeline = cases.timeline(number);
        return Objects.requireNonNull(timeline.get(timeline.size() - 1).town());
    }

    private String row(CaseNumber number, String language) throws Exception {
        String list = page(get("/").param("scope", "all").param("sort", "due").param("lang", language));
        int at = list.indexOf("<small class=\"c-number\">" + number);
        assertThat(at).as("the case is listed").isPositive();
        return list.substring(at, list.indexOf("</tr>", at));
    }

    private String page(MockHttpServletRequestBuilder request) throws Exception {
        SignedInUser reviewer = new SignedInUser("minzheng", "民政审批甲", Set.of(Role.REVIEWER), "05");
        return web.perform(request.with(authentication(UsernamePasswordAuthenticationToken.authenticated(
                        reviewer, null, List.of(new SimpleGrantedAuthority("ROLE_REVIEWER"))))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
