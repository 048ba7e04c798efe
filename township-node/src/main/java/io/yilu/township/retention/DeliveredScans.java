package io.yilu.township.retention;

import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.FilePurge;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.drafts.Drafts;
import io.yilu.township.scans.Scans;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lets go of the scans of cases that were handed over long ago and that the county has in its backups: a small disk fills up
 * otherwise. The cases themselves, their messages and their results stay.
 *
 * <p>How long ago is not told by the date of the handover, which may have been written while this PC's date was twenty years back:
 * the days count from when the case was first seen here as over, by a clock that the county's bears out (law 9).
 */
@Component
@EnableConfigurationProperties(RetentionProperties.class)
class DeliveredScans {

    private static final int CASES_AT_ONCE = 500;
    /** Who uploads a file uses it soon. */
    private static final Duration FRESH = Duration.ofDays(7);

    private final CaseBook cases;
    private final Drafts drafts;
    private final Scans scans;
    private final FilePurge purge;
    private final RetentionProperties retention;
    private final Clock clock;

    DeliveredScans(
            CaseBook cases, Drafts drafts, Scans scans, FilePurge purge, RetentionProperties retention, Clock clock) {
        this.cases = cases;
        this.drafts = drafts;
        this.scans = scans;
        this.purge = purge;
        this.retention = retention;
        this.clock = clock;
    }

    /** Returns how many files are gone. */
    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT15M")
    int letGo() {
        if (!purge.isSureOf(NodeId.COUNTY)) {
            return 0;
        }
        Instant now = clock.instant();
        cases.countDaysOfDelivered(now);
        int gone = 0;
        List<CaseNumber> finished = cases.overSinceBefore(now.minus(retention.filesAfterDelivery()), "", CASES_AT_ONCE);
        while (!finished.isEmpty()) {
            gone += purge.purge(
                    NodeId.COUNTY,
                    finished.stream().map(CaseNumber::value).toList(),
                    sha256 -> drafts.needs(sha256) || scans.isUploadedBetween(now.minus(FRESH), now, sha256));
            finished = cases.overSinceBefore(
                    now.minus(retention.filesAfterDelivery()),
                    finished.get(finished.size() - 1).value(),
                    CASES_AT_ONCE);
        }
        return gone;
    }
}
