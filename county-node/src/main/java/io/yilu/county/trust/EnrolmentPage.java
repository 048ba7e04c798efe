package io.yilu.county.trust;

import io.yilu.county.trust.Enrolments.NewCode;
import io.yilu.node.signin.Role;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 入网: every site's certificate; administrators make codes and revoke. */
@Controller
class EnrolmentPage {

    private static final String ADDRESS = "/enrolment";

    private final CertificateDesk desk;
    private final Enrolments enrolments;

    EnrolmentPage(CertificateDesk desk, Enrolments enrolments) {
        this.desk = desk;
        this.enrolments = enrolments;
    }

    @GetMapping(ADDRESS)
    String sites(@AuthenticationPrincipal SignedInUser user, Model model) {
        model.addAttribute("sites", desk.sites());
        model.addAttribute("mayChange", user.is(Role.ADMIN));
        return "county/enrolment";
    }

    /** The code is shown by the next page and then gone. */
    @PostMapping(ADDRESS + "/sites/{site}/code")
    String makeCode(@AuthenticationPrincipal SignedInUser user, @PathVariable String site, RedirectAttributes next) {
        NewCode made = enrolments.makeCode(NodeId.of(site), user.username());
        next.addFlashAttribute("made", made);
        next.addFlashAttribute("madeFor", name(site));
        return "redirect:" + ADDRESS;
    }

    @PostMapping(ADDRESS + "/sites/{site}/revocation")
    String revoke(
            @AuthenticationPrincipal SignedInUser user,
            @PathVariable String site,
            @RequestParam String reason,
            RedirectAttributes next) {
        try {
            desk.revoke(NodeId.of(site), reason, user.username());
            next.addFlashAttribute("revoked", name(site));
        } catch (PermanentException no) {
            next.addFlashAttribute("refused", no.code());
        }
        return "redirect:" + ADDRESS;
    }

    private String name(String site) {
        return desk.sites().stream()
                .filter(one -> one.site().value().equals(site))
                .map(CertificateDesk.Standing::name)
                .findFirst()
                .orElse(site);
    }
}
