package io.yilu.node.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The audit log over HTTP. */
@RestController
@Tag(name = "audit", description = "The tamper-evident audit log")
class AuditApi {

    private static final MediaType JSON_LINES = MediaType.parseMediaType("application/jsonl");

    private final AuditReport report;
    private final AuditAnchors anchors;

    AuditApi(AuditReport report, AuditAnchors anchors) {
        this.report = report;
        this.anchors = anchors;
    }

    @GetMapping("/api/v1/audit")
    @Operation(summary = "Entries, newest first")
    AuditReport.Page entries(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return report.page(new AuditQuery(q, act, page, size));
    }

    @PostMapping("/api/v1/audit/verification")
    @Operation(summary = "Walk the chain and name the first entry that is not as it was written")
    AuditVerdict verify() {
        return report.verify();
    }

    @GetMapping("/api/v1/audit/anchors")
    @Operation(summary = "Where this log and those of the other nodes ended, as kept here")
    List<AuditAnchor> anchors() {
        return anchors.all();
    }

    @GetMapping("/api/v1/audit/export")
    @Operation(summary = "Every entry as a line of JSON, then the proof; docs/audit-log.md says how to check it")
    ResponseEntity<StreamingResponseBody> export() {
        return exported(report);
    }

    static ResponseEntity<StreamingResponseBody> exported(AuditReport report) {
        return ResponseEntity.ok()
                .contentType(JSON_LINES)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(report.fileName())
                                .build()
                                .toString())
                .body(report.export());
    }
}
