package io.yilu.node.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the session of a user who does nothing.
 *
 * <p>The container's own time-out does not do: a page that renews itself would keep its session for ever. Requests that
 * a page makes by itself say so with {@code X-Yilu-Background} and do not count.
 */
class IdleSessionFilter extends OncePerRequestFilter {

    static final String BACKGROUND = "X-Yilu-Background";
    private static final String LAST = IdleSessionFilter.class.getName() + ".last";

    private final Clock clock;
    private final Duration idle;

    IdleSessionFilter(Clock clock, Duration idle) {
        this.clock = clock;
        this.idle = idle;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null) {
            Instant now = clock.instant();
            if (session.getAttribute(LAST) instanceof Instant last
                    && last.plus(idle).isBefore(now)) {
                session.invalidate();
            } else if (session.getAttribute(LAST) == null || !isBackground(request)) {
                session.setAttribute(LAST, now);
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean isBackground(HttpServletRequest request) {
        return request.getHeader(BACKGROUND) != null || request.getRequestURI().endsWith("/live");
    }
}
