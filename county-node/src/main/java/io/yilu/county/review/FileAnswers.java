package io.yilu.county.review;

import java.nio.charset.StandardCharsets;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Files for a browser to show in the page; what is neither picture nor PDF is only offered for saving. */
final class FileAnswers {

    private FileAnswers() {}

    static ResponseEntity<Resource> inline(CaseDesk.OpenFile file) {
        String mediaType = file.ref().mediaType();
        boolean isShowable =
                mediaType.equals("image/jpeg") || mediaType.equals("image/png") || mediaType.equals("application/pdf");
        ContentDisposition disposition = (isShowable ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(file.ref().fileName(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(isShowable ? MediaType.parseMediaType(mediaType) : MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(file.ref().size())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("X-Content-Type-Options", "nosniff")
                // Personal data: kept by nobody between here and the reviewer's eyes.
                .cacheControl(CacheControl.noStore())
                .body(new InputStreamResource(file.content()));
    }
}
