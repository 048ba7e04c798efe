package io.yilu.county.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yilu.county.trial.CountyTest;
import io.yilu.county.trial.Townships;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseAccepted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CountyTest
class ForwardedCasesTest {

    @Autowired
    private Townships townships;

    @Autowired
    private Cases cases;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void an_accepted_case_stands_at_its_department_with_form_materials_and_timeline() {
        CaseNumber number = townships.accept(
                Townships.ALLOWANCE, Instant.parse("2015-09-01T01:12:00Z"), List.of(townships.scan("a")));

        CountyCase arrived = cases.find(number).orElseThrow();
        assertThat(arrived.department()).isEqualTo("05");
        assertThat(arrived.state()).isEqualTo(CaseState.ACCEPTED);
        assertThat(arrived.acceptedAt()).isEqualTo("2015-09-01T01:12:00Z");
        // 2015-09-01 and 20 working days over the Mid-Autumn and the September 3rd holidays.
        assertThat(arrived.promisedDue()).isEqualTo(LocalDate.of(2015, 9, 30));
        assertThat(cases.applicant(number).name()).isEqualTo(arrived.applicantName());
        assertThat(cases.form(number))
                .hasToString(townships.form(Townships.ALLOWANCE).toString());
        assertThat(cases.materials(number)).hasSize(2);
        assertThat(cases.materials(number).get(0).files()).singleElement().matches(CaseFile::complete);
        assertThat(cases.timeline(number))
                .extracting(TimelineEntry::kind)
                .containsExactly(TimelineEntry.Kind.ACCEPTED, TimelineEntry.Kind.RECEIVED);
    }

    @Test
    void ids_and_phones_do_not_rest_in_clear() {
        CaseNumber number = townships.accept();
        String id = cases.applicant(number).idNumber();

        byte[] applicant = jdbc.sql("SELECT applicant_sealed FROM cases WHERE case_number = ?")
                .param(number.value())
                .query(byte[].class)
                .single();
        byte[] form = jdbc.sql("SELECT form_sealed FROM cases WHERE case_number = ?")
                .param(number.value())
                .query(byte[].class)
                .single();

        assertThat(new String(applicant, StandardCharsets.ISO_8859_1)).doesNotContain(id);
        assertThat(new String(form, StandardCharsets.ISO_8859_1)).doesNotContain(id);
    }

    @Test
    void a_scan_on_its_way_is_shown_as_not_complete() {
        CaseNumber number = townships.accept(
                Townships.ALLOWANCE, Instant.parse("2016-01-28T01:00:00Z"), List.of(townships.travellingScan()));

        CaseFile scan = cases.materials(number).get(0).files().get(0);
        assertThat(scan.complete()).isFalse();
        assertThat(scan.percent()).isZero();
    }

    @Test
    void a_second_acceptance_of_the_same_number_is_refused() {
        CaseAccepted accepted =
                townships.accepted(Townships.ALLOWANCE, Instant.parse("2016-03-01T01:00:00Z"), List.of());
        townships.apply(Townships.HANWANG, accepted);

        assertThatThrownBy(() -> townships.apply(Townships.HANWANG, accepted))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("YILU-CASE-010");
    }

    @Test
    void a_town_speaks_only_for_itself() {
        CaseAccepted accepted =
                townships.accepted(Townships.ALLOWANCE, Instant.parse("2016-03-02T01:00:00Z"), List.of());

        assertThatThrownBy(() -> townships.apply(new NodeId("610924103"), accepted))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("YILU-CASE-013");
        assertThat(cases.find(accepted.caseNumber())).isEmpty();
    }

    @Test
    void a_supplement_that_nobody_asked_for_is_refused_and_never_merged() {
        CaseNumber number = townships.accept();

        assertThatThrownBy(() -> townships.apply(
                        Townships.HANWANG, townships.supplement(number, 1, List.of(townships.scan("x")))))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("YILU-CASE-011");
        assertThat(cases.materials(number).get(1).files()).isEmpty();
    }

    @Test
    void a_handover_before_any_decision_is_refused() {
        CaseNumber number = townships.accept();

        assertThatThrownBy(() -> townships.apply(Townships.HANWANG, townships.delivered(number, null)))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("YILU-CASE-001");
        assertThat(cases.handover(number)).isEmpty();
    }

    @Test
    void a_later_message_without_its_case_is_refused() {
        CaseNumber unknown = CaseNumber.of(Townships.HANWANG, LocalDate.of(2015, 7, 1), 9001);

        assertThatThrownBy(() -> townships.apply(Townships.HANWANG, townships.delivered(unknown, null)))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("YILU-CASE-012");
    }
}
