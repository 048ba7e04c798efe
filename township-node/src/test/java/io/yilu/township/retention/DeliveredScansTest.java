package io.yilu.township.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.FileStore;
import io.yilu.sync.Links;
import io.yilu.sync.engine.Ledger;
import io.yilu.sync.engine.LinkLedger.LinkRow;
import io.yilu.sync.engine.OutgoingMessage;
import io.yilu.sync.engine.Receipt;
import io.yilu.township.drafts.Drafts;
import io.yilu.township.trial.County;
import io.yilu.township.trial.TownshipTest;
import io.yilu.township.trial.WallClock;
import io.yilu.township.trial.Window;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Scans go only when the case is long over and the county has them in a backup; whatever else needs them keeps them. */
@TownshipTest
class DeliveredScansTest {

    private static final Duration LATER = Duration.ofDays(91);

    @Autowired
    DeliveredScans scans;

    @Autowired
    Window window;

    @Autowired
    County county;

    @Autowired
    Drafts drafts;

    @Autowired
    FileStore files;

    @Autowired
    Ledger ledger;

    @Autowired
    WallClock wall;

    @Autowired
    Clock clock;

    @AfterEach
    void setTheClockRight() {
        wall.setWrongBy(Duration.ZERO);
        window.signInAgain();
        link(Links.State.DOWN);
    }

    @Test
    void scans_go_after_the_time_if_the_county_has_them_backed_up_and_the_case_stays() {
        String number = delivered();
        List<String> ofCase = scansOf(number);
        receiptEverything();

        link(Links.State.UP);
        assertThat(gone(ofCase)).as("over since just now").isFalse();
        wall.setWrongBy(LATER);
        assertThat(gone(ofCase)).as("not backed up at the county").isFalse();

        backedUpAtTheCounty();
        wall.setWrongBy(Duration.ofDays(89));
        assertThat(gone(ofCase)).as("not long over").isFalse();

        wall.setWrongBy(LATER);
        link(Links.State.DOWN);
        assertThat(gone(ofCase)).as("nobody can say what the county has now").isFalse();

        link(Links.State.UP);
        assertThat(gone(ofCase)).isTrue();
        window.signInAgain();
        assertThat(window.read("/api/v1/cases/" + number).path("state").asString())
                .isEqualTo("DELIVERED");
    }

    @Test
    void a_scan_that_a_draft_uses_or_that_was_uploaded_again_stays() {
        String number = delivered();
        List<String> ofCase = scansOf(number);
        receiptEverything();
        backedUpAtTheCounty();
        String draft =
                drafts.begin("610924-05-03-001", "农村居民最低生活保障", "自然人", "窗口甲").id();
        drafts.addFile(draft, 1, new FileRef(ofCase.get(0), 91, "image/png", "再用.png"));

        link(Links.State.UP);
        scans.letGo();
        wall.setWrongBy(LATER);
        scans.letGo();

        assertThat(isHere(ofCase.get(0))).isTrue();
        assertThat(isHere(ofCase.get(1))).isFalse();
    }

    @Test
    void law_9_a_handover_that_was_dated_twenty_years_back_is_not_long_over_when_the_date_is_set_right() {
        wall.setWrongBy(Duration.ofDays(-7_300));
        window.signInAgain();
        String number = delivered();
        List<String> ofCase = scansOf(number);
        receiptEverything();
        backedUpAtTheCounty();

        wall.setWrongBy(Duration.ZERO);
        link(Links.State.UP);
        assertThat(gone(ofCase)).as("handed over a minute ago").isFalse();
        wall.setWrongBy(Duration.ofDays(89));
        assertThat(gone(ofCase)).as("89 days later").isFalse();
        wall.setWrongBy(LATER);
        assertThat(gone(ofCase)).isTrue();
    }

    @Test
    void law_9_a_handover_that_was_dated_twenty_years_ahead_is_over_some_day_as_well() {
        wall.setWrongBy(Duration.ofDays(7_300));
        window.signInAgain();
        String number = delivered();
        List<String> ofCase = scansOf(number);
        receiptEverything();
        backedUpAtTheCounty();

        wall.setWrongBy(Duration.ZERO);
        link(Links.State.UP);
        assertThat(gone(ofCase)).isFalse();
        wall.setWrongBy(LATER);
        assertThat(gone(ofCase)).isTrue();
    }

    private boolean gone(List<String> sha256s) {
        scans.letGo();
        return sha256s.stream().noneMatch(this::isHere);
    }

    private boolean isHere(String sha256) {
        return files.progress(sha256).map(FileStore.FileProgress::complete).orElse(false);
    }

    private String delivered() {
        String number = window.accepted();
        var document = county.document();
        county.decides(number, document.announced());
        document.arrives();
        var handed = window.post(
                "/api/v1/cases/" + number + "/handover",
                Map.of("collectorName", "覃试安", "relation", "本人", "idChecked", true),
                "handover-" + number);
        assertThat(handed.getResponse().getStatus()).as(Window.said(handed)).isEqualTo(201);
        return number;
    }

    private List<String> scansOf(String number) {
        return ledger.outbox().unreceipted(NodeId.COUNTY, 0, 10_000).stream()
                .filter(message -> message.subject().equals(number))
                .flatMap(message -> message.files().stream())
                .map(file -> file.sha256())
                .distinct()
                .toList();
    }

    /** What the engine does when the county's receipt for everything comes. */
    private void receiptEverything() {
        ledger.inTransaction(() -> {
            List<OutgoingMessage> open = ledger.outbox().unreceipted(NodeId.COUNTY, 0, 10_000);
            ledger.outbox()
                    .markSent(
                            NodeId.COUNTY,
                            open.stream().map(OutgoingMessage::sequence).toList(),
                            clock.instant());
            ledger.outbox()
                    .receipted(
                            NodeId.COUNTY,
                            new Receipt(ledger.outbox().lastSequence(NodeId.COUNTY), List.of(), List.of(), ""),
                            clock.instant());
            open.stream()
                    .flatMap(message -> message.files().stream())
                    .forEach(file -> ledger.files().receipted(NodeId.COUNTY, file.sha256(), file.size(), true));
        });
    }

    private void backedUpAtTheCounty() {
        ledger.inTransaction(() ->
                ledger.backups().backedUpThere(NodeId.COUNTY, ledger.outbox().lastSequence(NodeId.COUNTY)));
    }

    private void link(Links.State state) {
        LinkRow row = ledger.links().find(NodeId.COUNTY).orElseThrow();
        ledger.links()
                .save(new LinkRow(
                        row.peer(), state, row.since(), row.lastHeardAt(), row.roundTripMillis(), 0L, row.reported()));
    }
}
