package io.yilu.node.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Addresses of this node to which a user may be sent back after signing in. */
final class Addresses {

    static final String SIGN_IN = "/sign-in";

    private Addresses() {}

    /** The path when it leads to a page of this node, else null: nobody is sent elsewhere by a forged link. */
    static @Nullable String local(@Nullable String path) {
        if (path == null
                || !path.startsWith("/")
                || path.startsWith("//")
                || path.startsWith(SIGN_IN)
                || path.indexOf('\\') >= 0
                || path.chars().anyMatch(Character::isISOControl)) {
            return null;
        }
        return path;
    }

    /** Path and query of a page's full address, as browsers give it in Referer and htmx in HX-Current-URL. */
    static @Nullable String pathOf(@Nullable String address) {
        if (address == null) {
            return null;
        }
        try {
            URI uri = URI.create(address);
            return local(uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The sign-in page, which leads back to where the user was. */
    static String signInAgain(HttpServletRequest request) {
        String page = pathOf(request.getHeader("HX-Current-URL"));
        if (page == null && !"GET".equals(request.getMethod())) {
            page = pathOf(request.getHeader("Referer"));
        }
        if (page == null && "GET".equals(request.getMethod())) {
            String query = request.getQueryString();
            page = local(request.getRequestURI() + (query == null ? "" : "?" + query));
        }
        boolean hadSession = request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
        StringBuilder address = new StringBuilder(request.getContextPath()).append(SIGN_IN);
        char next = '?';
        if (hadSession) {
            address.append("?expired");
            next = '&';
        }
        if (page != null && !page.equals("/")) {
            address.append(next).append("back=").append(URLEncoder.encode(page, StandardCharsets.UTF_8));
        }
        return address.toString();
    }
}
