package io.yilu.node.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows the sign-in page. */
@Controller
class SignInPage {

    private final SignIn signIn;

    SignInPage(SignIn signIn) {
        this.signIn = signIn;
    }

    @GetMapping(Addresses.SIGN_IN)
    String show(HttpServletRequest request, Model model) {
        for (String reason : new String[] {"wrong", "locked", "disabled", "expired", "out"}) {
            if (request.getParameter(reason) != null) {
                model.addAttribute("reason", reason);
                break;
            }
        }
        model.addAttribute("minutes", signIn.lockedFor().toMinutes());
        model.addAttribute("back", Addresses.local(request.getParameter("back")));
        return "node/sign-in";
    }
}
