package io.yilu.county.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yilu.county.trial.CountyTest;
import io.yilu.county.trial.SiteLine;
import io.yilu.county.trust.Authority;
import io.yilu.county.trust.CertificateDesk;
import io.yilu.county.trust.CertificateDesk.Worth;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Alarms;
import jakarta.jms.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/** The county's date jumps years ahead: its sites, which have done nothing, stay connected over the same real TLS. */
@CountyTest
@Import(CountyClockJumpTest.JumpingClock.class)
class CountyClockJumpTest {

    private static final NodeId FIRST = NodeId.of("610924117");
    private static final NodeId SECOND = NodeId.of("610924118");
    private static final NodeId THIRD = NodeId.of("610924119");
    private static final Duration SOON = Duration.ofSeconds(60);

    @Autowired
    private CountyBroker broker;

    @Autowired
    private Authority authority;

    @Autowired
    private CertificateDesk desk;

    @Autowired
    private Alarms alarms;

    @Autowired
    private JumpingClock clock;

    @Autowired
    private Environment environment;

    @Test
    void law_9_a_county_whose_date_jumps_years_ahead_sweeps_no_site_off_and_alarms() throws Exception {
        int port = environment.getRequiredProperty("yilu.broker.port", Integer.class);
        SiteLine first = SiteLine.of(FIRST, authority, Duration.ofDays(365));
        SiteLine second = SiteLine.of(SECOND, authority, Duration.ofDays(300));
        SiteLine third = SiteLine.of(THIRD, authority, Duration.ofDays(2));
        AtomicBoolean ended = new AtomicBoolean();
        try (Connection open = first.dial(port)) {
            open.setExceptionListener(broken -> ended.set(true));
            open.start();
            second.send(port, up(SECOND), "before");
            third.send(port, up(THIRD), "before");
            SiteLine.send(open, up(FIRST), "before");
            await().atMost(SOON)
                    .until(() -> worthOf(FIRST) == Worth.VALID
                            && worthOf(SECOND) == Worth.VALID
                            && worthOf(THIRD) != Worth.NONE);

            clock.ahead = Duration.ofDays(10);
            await().atMost(SOON).until(() -> worthOf(THIRD) == Worth.EXPIRED);
            assertThatThrownBy(() -> third.send(port, up(THIRD), "a plausible date"))
                    .as("one that expires is refused")
                    .isInstanceOf(Exception.class);

            clock.ahead = Duration.ofDays(4_000);
            await().atMost(SOON).until(() -> isAlarmed("YILU-CLOCK-004"));
            broker.closeUnwelcome();
            SiteLine.send(open, up(FIRST), "on the connection that stood");
            second.send(port, up(SECOND), "on a new one");
            assertThat(ended).isFalse();

            clock.ahead = Duration.ZERO;
            await().atMost(SOON).until(() -> !isAlarmed("YILU-CLOCK-004"));
            SiteLine.send(open, up(FIRST), "after");
        }
    }

    private boolean isAlarmed(String code) {
        return alarms.open().stream().anyMatch(alarm -> alarm.code().equals(code));
    }

    private Worth worthOf(NodeId site) {
        return desk.sites().stream()
                .filter(standing -> standing.site().equals(site))
                .findFirst()
                .orElseThrow()
                .worth();
    }

    private static String up(NodeId site) {
        return "yilu.up." + site + ".file";
    }

    /** The server's clock, which somebody sets. */
    @TestComponent
    @Primary
    static class JumpingClock extends Clock {

        private final Clock right = Clock.systemUTC();
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return right.instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
