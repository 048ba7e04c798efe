package io.yilu.node.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets users change their password; who signed in with a first password gets no further without. */
@Controller
class PasswordPage implements HandlerInterceptor {

    static final String ADDRESS = "/account/password";
    static final String MUST_CHANGE = PasswordPage.class.getName() + ".mustChange";
    private static final int SHORTEST = 10;
    /** BCrypt takes 72 bytes. */
    private static final int LONGEST = 64;

    private final AccountTable accounts;
    private final PasswordEncoder passwords;
    private final SignIn signIn;
    private final Tokens tokens;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    PasswordPage(
            AccountTable accounts,
            PasswordEncoder passwords,
            SignIn signIn,
            Tokens tokens,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.signIn = signIn;
        this.tokens = tokens;
        this.events = events;
        this.transaction = transaction;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        HttpSession session = request.getSession(false);
        if (session == null || session.getAttribute(MUST_CHANGE) == null) {
            return true;
        }
        response.sendRedirect(request.getContextPath() + ADDRESS);
        return false;
    }

    @GetMapping(ADDRESS)
    String show(HttpSession session, Model model) {
        model.addAttribute("first", session.getAttribute(MUST_CHANGE) != null);
        return "node/password";
    }

    @PostMapping(ADDRESS)
    String change(
            @AuthenticationPrincipal SignedInUser user,
            @RequestParam String present,
            @RequestParam String next,
            @RequestParam String again,
            HttpSession session,
            Model model) {
        String fault = fault(user, present, next, again);
        if (fault != null) {
            model.addAttribute("fault", fault);
            return show(session, model);
        }
        String hash = passwords.encode(next);
        transaction.executeWithoutResult(status -> {
            accounts.setPassword(user.username(), hash);
            tokens.revokeAll(user.username());
            events.publishEvent(new SignInEvent(SignInEvent.Kind.PASSWORD_CHANGED, user.username()));
        });
        session.removeAttribute(MUST_CHANGE);
        return "redirect:" + ADDRESS + "?done";
    }

    private @Nullable String fault(SignedInUser user, String present, String next, String again) {
        try {
            // Counted like a sign-in, so that nobody guesses the password at a window that was left open.
            signIn.check(user.username(), present);
        } catch (AuthenticationException wrongOrLocked) {
            return "password.fault.present";
        }
        if (next.length() < SHORTEST || next.length() > LONGEST || next.contains(user.username())) {
            return "password.fault.weak";
        }
        if (next.equals(present)) {
            return "password.fault.same";
        }
        return next.equals(again) ? null : "password.fault.again";
    }
}
