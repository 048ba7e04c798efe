package io.yilu.township.scans;

import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.node.problem.RequestRefused;
import io.yilu.node.signin.SignedInUser;
import io.yilu.schemas.exchange.FileRef;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers with a stored file, to be shown in the page and never to be run by the browser; each look is written down. */
@Component
class FileAnswer {

    private final Scans scans;
    private final AuditLog auditLog;

    FileAnswer(Scans scans, AuditLog auditLog) {
        this.scans = scans;
        this.auditLog = auditLog;
    }

    /** The file itself; 404 while bytes are missing, and after they were let go of. */
    ResponseEntity<Resource> of(String sha256, SignedInUser user) {
        FileRef ref = scans.requireShown(sha256);
        InputStream content = scans.open(ref)
                .orElseThrow(() -> RequestRefused.notFound(
                        "YILU-SCAN-005", "文件的内容现在不在本机。", "刚传来的文件还没有到齐，请稍后再打开；送达已久的办件，扫描件由县里保存，请向县中心调阅。"));
        writeDown(sha256, user);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(ref.mediaType()))
                .contentLength(ref.size())
                .cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(ref.fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(new InputStreamResource(content));
    }

    /** Under each case that keeps these bytes. What somebody has just scanned and put into no case yet is no news to them. */
    private void writeDown(String sha256, SignedInUser user) {
        List<String> kept = scans.casesWith(sha256);
        // Its name is what the applicant wrote on it; the hash names it as well.
        kept.forEach(number -> auditLog.record(Act.FILE_SEEN, number, sha256));
        if (kept.isEmpty() && !scans.isLastUploadedBy(user.displayName(), sha256)) {
            auditLog.record(Act.FILE_SEEN, sha256, "");
        }
    }
}
