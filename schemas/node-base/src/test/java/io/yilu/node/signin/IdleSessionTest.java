package io.yilu.node.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

class IdleSessionTest {

    private final SettableClock clock = new SettableClock();
    private final IdleSessionFilter filter = new IdleSessionFilter(clock, Duration.ofMinutes(30));
    private final MockHttpSession session = new MockHttpSession();

    private void request(String path, boolean background) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setSession(session);
        if (background) {
            request.addHeader(IdleSessionFilter.BACKGROUND, "1");
        }
        filter.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
    }

    @Test
    void a_page_that_renews_itself_does_not_keep_an_idle_user_signed_in() throws Exception {
        request("/cases", false);
        for (int minute = 0; minute < 31; minute++) {
            clock.tick(Duration.ofMinutes(1));
            request("/lamp", true);
        }
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void a_user_who_does_something_stays() throws Exception {
        for (int time = 0; time < 10; time++) {
            request("/cases", false);
            clock.tick(Duration.ofMinutes(29));
        }
        assertThat(session.isInvalid()).isFalse();
    }

    private static final class SettableClock extends Clock {

        private Instant now = Instant.parse("2015-07-01T01:00:00Z");

        void tick(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
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
