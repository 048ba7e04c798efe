package io.yilu.township.scans;

import io.yilu.node.problem.RequestRefused;
import io.yilu.node.uploads.Upload;
import io.yilu.node.uploads.UploadCheck;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.failure.TransientException;
import io.yilu.sync.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Takes files in, by their content, and finds them again. */
@Service
public class Scans {

    private final UploadCheck check;
    private final FileStore files;
    private final UploadedFiles uploaded;
    private final Clock clock;

    Scans(UploadCheck check, FileStore files, UploadedFiles uploaded, Clock clock) {
        this.check = check;
        this.files = files;
        this.uploaded = uploaded;
        this.clock = clock;
    }

    /** The largest file taken, in bytes. */
    public long maxSize() {
        return check.maxSize();
    }

    /**
     * Checks a file and stores it durably.
     *
     * @throws PermanentException with a message for the person who chose it
     */
    public FileRef receive(InputStream content, String givenName, String by) {
        try (Upload upload = check.receive(content, givenName)) {
            FileRef ref;
            try (InputStream checked = Files.newInputStream(upload.file())) {
                ref = files.store(checked, upload.mediaType(), upload.fileName(), check.maxSize());
            }
            uploaded.insert(
                    new UploadedFile(ref.sha256(), ref.size(), ref.mediaType(), ref.fileName(), by, clock.instant()));
            return ref;
        } catch (IOException failed) {
            TransientException failure =
                    new TransientException("YILU-SCAN-002", "扫描件没有存下来：本机磁盘写不进去。", "请检查本机磁盘空间，再重新上传；仍不行请联系信息管理员。");
            failure.initCause(failed);
            throw failure;
        }
    }

    /**
     * A file that was uploaded before.
     *
     * @throws PermanentException YILU-SCAN-001 when it was not
     */
    public FileRef require(String sha256) {
        return uploaded.find(sha256)
                .map(Scans::ref)
                .orElseThrow(() -> new PermanentException(
                        "YILU-SCAN-001",
                        "没有收到过文件 " + shown(sha256) + "。",
                        "请先用 POST /api/v1/files 上传，再引用它返回的 sha256。"));
    }

    /** Whether these bytes were uploaded after this moment, by somebody who may be about to use them. */
    public boolean isUploadedBetween(Instant from, Instant until, String sha256) {
        return uploaded.find(sha256)
                .filter(file ->
                        file.uploadedAt().isAfter(from) && !file.uploadedAt().isAfter(until))
                .isPresent();
    }

    /** Whether the last one who brought these bytes is this person. */
    boolean isLastUploadedBy(String displayName, String sha256) {
        return uploaded.find(sha256)
                .filter(file -> file.uploadedBy().equals(displayName))
                .isPresent();
    }

    /** Numbers of the cases that keep these bytes, as a scan or as their result. */
    List<String> casesWith(String sha256) {
        return uploaded.casesWith(sha256);
    }

    /** Any file that this node may show: uploaded here, or come with a case. */
    public FileRef requireShown(String sha256) {
        return uploaded.find(sha256)
                .or(() -> uploaded.findInCases(sha256))
                .map(Scans::ref)
                .orElseThrow(() -> RequestRefused.notFound("YILU-SCAN-003", "没有这个文件。", "请从办件页面打开扫描件。"));
    }

    /** Its bytes, or empty while some are missing. */
    public Optional<InputStream> open(FileRef ref) {
        try {
            return files.open(ref.sha256());
        } catch (IOException failed) {
            TransientException failure =
                    new TransientException("YILU-SCAN-004", "文件暂时读不出来。", "请稍后再试；仍不行请联系信息管理员检查本机磁盘。");
            failure.initCause(failed);
            throw failure;
        }
    }

    private static FileRef ref(UploadedFile file) {
        return new FileRef(file.sha256(), file.size(), file.mediaType(), file.fileName());
    }

    private static String shown(String sha256) {
        return sha256.length() <= 12 ? sha256 : sha256.substring(0, 12) + "…";
    }
}
