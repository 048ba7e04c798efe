package io.yilu.township.scans;

import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.exchange.FileRef;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers with a stored file, to be shown in the page and never to be run by the browser. */
@Component
public class FileAnswer {

    private final Scans scans;

    FileAnswer(Scans scans) {
        this.scans = scans;
    }

    /** The file itself; 404 while bytes are missing, and after they were let go of. */
    public ResponseEntity<Resource> of(FileRef ref) {
        InputStream content = scans.open(ref)
                .orElseThrow(() -> RequestRefused.notFound(
                        "YILU-SCAN-005", "文件的内容现在不在本机。", "刚传来的文件还没有到齐，请稍后再打开；送达已久的办件，扫描件由县里保存，请向县中心调阅。"));
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
}
