package io.yilu.township.scans;

import io.yilu.node.signin.SignedInUser;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Shows a scan in the browser. */
@Controller
class FilePages {

    private final FileAnswer answer;

    FilePages(FileAnswer answer) {
        this.answer = answer;
    }

    @GetMapping("/files/{sha256}")
    ResponseEntity<Resource> show(@PathVariable String sha256, @AuthenticationPrincipal SignedInUser user) {
        return answer.of(sha256, user);
    }
}
