package io.yilu.desk.bundles;

import java.nio.file.Path;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Parts of a bundle as answers. */
public final class BundleAnswers {

    private BundleAnswers() {}

    /** A part to be saved under its own name. */
    public static ResponseEntity<Resource> file(Path part) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(String.valueOf(part.getFileName()))
                                .build()
                                .toString())
                .body(new FileSystemResource(part));
    }
}
