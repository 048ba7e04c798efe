package io.yilu.node.signin;

import io.yilu.node.problem.RequestRefused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Gives a bearer token for a name and a password. */
@RestController
class TokenController {

    private final SignIn signIn;
    private final Tokens tokens;
    private final ApplicationEventPublisher events;

    TokenController(SignIn signIn, Tokens tokens, ApplicationEventPublisher events) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.events = events;
    }

    record Credentials(@NotBlank String username, @NotBlank String password) {}

    @PostMapping("/api/v1/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    Tokens.IssuedToken issue(@Valid @RequestBody Credentials credentials) {
        Account account = signIn.check(credentials.username(), credentials.password());
        if (account.mustChangePassword()) {
            throw RequestRefused.forbidden("YILU-SIGNIN-005", "该账号还在使用初始密码。", "请先在浏览器登录并设置自己的密码，再取得令牌。");
        }
        events.publishEvent(new SignInEvent(SignInEvent.Kind.TOKEN_ISSUED, account.username()));
        return tokens.issue(account);
    }
}
