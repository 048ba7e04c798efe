package io.yilu.township.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.catalogue.CatalogueLoader;
import io.yilu.schemas.catalogue.SampleCase;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.LinkLedger.LinkRow;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.township.trial.County;
import io.yilu.township.trial.OwnMessages;
import io.yilu.township.trial.TownshipTest;
import io.yilu.township.trial.WallClock;
import io.yilu.township.trial.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MvcResult;
import tools.jackson.databind.JsonNode;

@TownshipTest
class WrongDateTest {

    private static final Duration TWENTY_YEARS = Duration.ofDays(20 * 365);

    @Autowired
    Window window;

    @Autowired
    WallClock clock;

    @Autowired
    County county;

    @Autowired
    OwnMessages sent;

    @Autowired
    Ledger ledger;

    @AfterEach
    void setTheDateRight() {
        setTheDateWrongBy(Duration.ZERO);
    }

    private void setTheDateWrongBy(Duration offset) {
        clock.setWrongBy(offset);
        window.signInAgain();
    }

    @Test
    void law_9_a_pc_whose_date_fell_back_by_twenty_years_accepts_every_sample() {
        setTheDateWrongBy(TWENTY_YEARS.negated());
        var catalogue = CatalogueLoader.loadShipped();

        SampleCase.loadShipped().stream()
                .filter(sample -> catalogue.requireItem(sample.item()).isTownshipItem())
                .forEach(this::accept);
    }

    @Test
    void law_9_numbers_never_repeat_whatever_the_date_was_in_between() {
        String before = accept(Window.sampleOf(Window.ALLOWANCE));
        setTheDateWrongBy(Duration.ofDays(1));
        String ahead = accept(Window.sampleOf(Window.ALLOWANCE));
        setTheDateWrongBy(TWENTY_YEARS.negated());
        String back = accept(Window.sampleOf(Window.ALLOWANCE));
        setTheDateWrongBy(Duration.ZERO);
        String after = accept(Window.sampleOf(Window.ALLOWANCE));

        assertThat(java.util.Set.of(before, ahead, back, after)).hasSize(4);
        assertThat(back.substring(10, 14)).isLessThan(before.substring(10, 14));
    }

    @Test
    void law_9_a_pc_that_starts_offline_with_a_wrong_date_does_not_call_it_right() {
        // What an earlier run of this node had measured, the date being right then.
        LinkRow link = ledger.links().find(NodeId.COUNTY).orElseThrow();
        ledger.links()
                .save(new LinkRow(
                        link.peer(), link.state(), link.since(), link.lastHeardAt(), null, 0L, link.reported()));
        setTheDateWrongBy(TWENTY_YEARS.negated());
        String number = accept(Window.sampleOf(Window.ALLOWANCE));
        county.asksForCorrection(number, 1);
        window.post("/api/v1/cases/" + number + "/supplements", Map.of("remark", "好"), "s-" + number);
        var document = county.document();
        county.decides(number, document.announced());
        document.arrives();
        window.post(
                "/api/v1/cases/" + number + "/handover",
                Map.of("collectorName", "覃试安", "relation", "本人", "idChecked", true),
                "h-" + number);

        assertThat(sent.about(number))
                .extracting(OutgoingMessage::type)
                .containsExactly("case-accepted", "materials-supplemented", "case-delivered");
        assertThat(sent.about(number))
                .allSatisfy(message -> assertThat(new String(message.payload(), StandardCharsets.UTF_8))
                        .doesNotContain("clockOffsetMillis"));
    }

    private String accept(SampleCase sample) {
        MvcResult result = window.post(
                "/api/v1/cases", window.application(sample), UUID.randomUUID().toString());
        assertThat(result.getResponse().getStatus())
                .as(sample.sample() + Window.said(result))
                .isEqualTo(201);
        JsonNode made = window.body(result);
        return made.path("number").asString();
    }
}
