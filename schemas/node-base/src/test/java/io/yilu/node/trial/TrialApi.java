package io.yilu.node.trial;

import io.yilu.node.problem.MissingMaterial;
import io.yilu.node.problem.RequestRefused;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.form.FieldProblem;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TrialApi {

    @GetMapping("/api/v1/whoami")
    SignedInUser whoAmI(@AuthenticationPrincipal SignedInUser user) {
        return user;
    }

    @GetMapping("/api/v1/line")
    Map<String, String> line() {
        return Map.of("state", "UP");
    }

    @PostMapping("/api/v1/echo")
    Map<String, Object> echo(@RequestBody Map<String, Object> body) {
        return body;
    }

    @GetMapping("/api/v1/fails/{how}")
    String fail(@PathVariable String how) {
        throw switch (how) {
            case "fields" -> RequestRefused.fields(List.of(new FieldProblem("phone", "联系电话", "手机号应为 11 位，请核对。")));
            case "missing" -> RequestRefused.missing(List.of(new MissingMaterial(2, "户口簿")));
            case "conflict" -> RequestRefused.conflict("YILU-TRIAL-003", "该件已办结。", "请刷新页面。");
            default -> new IllegalStateException(how);
        };
    }
}
