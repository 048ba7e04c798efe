package io.yilu.township.scans;

import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Shows a scan in the browser. */
@Controller
class FilePages {

    private final Scans scans;
    private final FileAnswer answer;

    FilePages(Scans scans, FileAnswer answer) {
        this.scans = scans;
        this.answer = answer;
    }

    @GetMapping("/files/{sha256}")
    ResponseEntity<Resource> show(@PathVariable String sha256) {
        return answer.of(scans.requireShown(sha256));
    }
}
