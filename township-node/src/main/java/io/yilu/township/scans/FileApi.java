package io.yilu.township.scans;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yilu.node.problem.RequestRefused;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.exchange.FileRef;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Files over the HTTP API: the same bytes sent twice are one file. */
@RestController
@RequestMapping("/api/v1/files")
@Tag(name = "files", description = "Scans, by their SHA-256")
class FileApi {

    private final Scans scans;
    private final FileAnswer answer;

    FileApi(Scans scans, FileAnswer answer) {
        this.scans = scans;
        this.answer = answer;
    }

    /** The raw body is the file; its type is told from its bytes. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Upload a JPEG, PNG or PDF as the raw body")
    FileRef upload(
            @RequestHeader(name = "X-File-Name", defaultValue = "") String encodedName,
            HttpServletRequest request,
            @AuthenticationPrincipal SignedInUser user)
            throws IOException {
        String type = request.getContentType();
        if (type != null && (type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/"))) {
            // The container has read such a body as parameters; what is left would look like an empty file.
            throw RequestRefused.malformed(
                    "YILU-SCAN-006",
                    "文件要作为请求正文原样发送，Content-Type 不能是 "
                            + MediaType.parseMediaType(type).getSubtype() + "。",
                    "请用 Content-Type: application/octet-stream 发送文件内容，文件名放在 X-File-Name。");
        }
        return scans.receive(request.getInputStream(), decoded(encodedName), user.displayName());
    }

    @GetMapping("/{sha256}")
    @Operation(summary = "Download a file")
    ResponseEntity<Resource> download(@PathVariable String sha256, @AuthenticationPrincipal SignedInUser user) {
        return answer.of(sha256, user);
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }
}
