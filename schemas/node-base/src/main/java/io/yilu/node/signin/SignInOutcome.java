package io.yilu.node.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Where the sign-in page leads: back to the page one came from, or to itself with the reason. */
class SignInOutcome implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private final AccountTable accounts;
    private final ApplicationEventPublisher events;

    SignInOutcome(AccountTable accounts, ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.events = events;
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication user)
            throws IOException {
        events.publishEvent(new SignInEvent(SignInEvent.Kind.SIGNED_IN, user.getName()));
        if (accounts.find(user.getName()).filter(Account::mustChangePassword).isPresent()) {
            request.getSession().setAttribute(PasswordPage.MUST_CHANGE, true);
        }
        String back = Addresses.local(request.getParameter("back"));
        response.sendRedirect(request.getContextPath() + (back == null ? "/" : back));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String reason = failure instanceof LockedException
                ? "locked"
                : failure instanceof DisabledException ? "disabled" : "wrong";
        String back = Addresses.local(request.getParameter("back"));
        String address = request.getContextPath() + Addresses.SIGN_IN + "?" + reason;
        response.sendRedirect(
                back == null ? address : address + "&back=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
    }
}
