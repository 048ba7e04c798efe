package io.yilu.county.trust;

import io.yilu.county.trust.CertificateBook.Entry;
import io.yilu.county.trust.CertificateBook.State;
import io.yilu.sync.Alarms;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells certificates that have expired from a county whose date has jumped: sites are enrolled and renewed one by one, so they do
 * not expire all at once. While most have, the clock is to blame, and it must not sweep every site off (law 9).
 */
@Component
class ExpiryWatch {

    private static final String ALARM = "YILU-CLOCK-004";
    /** One site that expires is one site that expires. */
    private static final int LEAST = 2;

    private final CertificateBook book;
    private final Alarms alarms;
    private final Clock clock;
    private volatile List<Instant> ends;
    private @Nullable Boolean alarmed;

    ExpiryWatch(CertificateBook book, Alarms alarms, Clock clock) {
        this.book = book;
        this.alarms = alarms;
        this.clock = clock;
        this.ends = endsInBook();
    }

    /** Whether more than half of the sites whose certificates count would have expired by this node's clock; from memory. */
    boolean isClockToBlame() {
        Instant now = clock.instant();
        List<Instant> all = ends;
        long expired = all.stream().filter(now::isAfter).count();
        return expired >= LEAST && expired * 2 > all.size();
    }

    @Scheduled(fixedDelayString = "PT10S")
    void look() {
        ends = endsInBook();
        boolean blame = isClockToBlame();
        if (alarmed != null && alarmed == blame) {
            return;
        }
        alarmed = blame;
        if (blame) {
            alarms.raise(
                    ALARM,
                    null,
                    "按县中心服务器的时间 " + clock.instant() + "，多数中心的证书同时过期，应是时间设错了；各中心照常连接。请校正服务器时间；"
                            + "如果时间无误，请逐个更新或吊销证书。 By this server's clock most sites' certificates have expired at once; the"
                            + " clock is taken to be wrong and the sites are served on. Set it right.");
        } else {
            alarms.clear(ALARM, null);
        }
    }

    private List<Instant> endsInBook() {
        return book.newest().stream()
                .filter(newest -> newest.state() == State.VALID)
                .map(Entry::notAfter)
                .toList();
    }
}
