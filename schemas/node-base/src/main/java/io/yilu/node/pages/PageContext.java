package io.yilu.node.pages;

import io.yilu.node.identity.NodeIdentityAutoConfiguration;
import io.yilu.node.signin.Role;
import io.yilu.node.signin.SignedInUser;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What the layout asks about the present request, in templates as {@code ${@page…}}.
 *
 * <p>A bean and no model attribute, because error pages have no controller that could fill a model.
 */
public class PageContext {

    static final String TYPE_COOKIE = "yilu-type";

    private static final DateTimeFormatter MOMENT = inChina("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter DAY = inChina("yyyy-MM-dd");
    private static final DateTimeFormatter TIME = inChina("HH:mm");

    private final ObjectProvider<PageFrame> frame;

    PageContext(ObjectProvider<PageFrame> frame) {
        this.frame = frame;
    }

    public String nodeName() {
        PageFrame found = frame.getIfAvailable();
        return found == null ? "驿路" : found.nodeName();
    }

    /** The entries that the signed-in user may follow; none on the sign-in page. */
    public List<NavEntry> navigation() {
        PageFrame found = frame.getIfAvailable();
        SignedInUser user = user();
        if (found == null || user == null) {
            return List.of();
        }
        return found.navigation().stream()
                .filter(entry ->
                        entry.roles().isEmpty() || entry.roles().stream().anyMatch(user::is))
                .toList();
    }

    public PageFrame.@Nullable StatusFragment status() {
        PageFrame found = frame.getIfAvailable();
        return found == null || user() == null ? null : found.status().orElse(null);
    }

    public @Nullable SignedInUser user() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInUser user ? user : null;
    }

    public boolean is(String role) {
        SignedInUser user = user();
        return user != null && user.is(Role.valueOf(role));
    }

    /** Whether the page lies at or below this entry; 首页 only when it is exactly there. */
    public boolean isCurrent(NavEntry entry) {
        HttpServletRequest request = request();
        if (request == null) {
            return false;
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return entry.href().equals("/")
                ? path.equals("/")
                : path.equals(entry.href()) || path.startsWith(entry.href() + "/");
    }

    public boolean isLargeType() {
        HttpServletRequest request = request();
        Cookie[] cookies = request == null ? null : request.getCookies();
        return cookies != null
                && Arrays.stream(cookies)
                        .anyMatch(cookie ->
                                cookie.getName().equals(TYPE_COOKIE) && Objects.equals(cookie.getValue(), "large"));
    }

    public boolean isEnglish() {
        return LocaleContextHolder.getLocale().getLanguage().equals("en");
    }

    /** 2015-07-01 09:12 where the reader lives; the JVM itself runs in UTC. */
    public String moment(@Nullable Instant at) {
        return at == null ? "" : MOMENT.format(at);
    }

    /** 2015-07-01. */
    public String day(@Nullable Instant at) {
        return at == null ? "" : DAY.format(at);
    }

    /** 09:12. */
    public String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at);
    }

    private static DateTimeFormatter inChina(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(NodeIdentityAutoConfiguration.ZONE);
    }

    private static @Nullable HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }
}
