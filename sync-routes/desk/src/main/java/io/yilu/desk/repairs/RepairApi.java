package io.yilu.desk.repairs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yilu.desk.repairs.RepairBatch.Outcome;
import io.yilu.desk.repairs.RepairShapes.ConflictRow;
import io.yilu.desk.repairs.RepairShapes.FileRow;
import io.yilu.desk.repairs.RepairShapes.MessageRow;
import io.yilu.desk.repairs.RepairShapes.Rows;
import io.yilu.desk.repairs.RepairShapes.WithContent;
import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.exchange.MessageId;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Refusals;
import io.yilu.sync.Repairs;
import io.yilu.sync.Repairs.Decision;
import io.yilu.sync.Repairs.Query;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Repairs over HTTP. */
@RestController
@RequestMapping("/api/v1/repairs")
@Tag(name = "repairs", description = "Messages and files that do not go on by themselves")
class RepairApi {

    private final Repairs repairs;
    private final Refusals refusals;
    private final RepairShapes shapes;

    RepairApi(Repairs repairs, Refusals refusals, RepairShapes shapes) {
        this.repairs = repairs;
        this.refusals = refusals;
        this.shapes = shapes;
    }

    /** Which messages, and why. */
    record Messages(@Nullable List<UUID> ids, @Nullable String reason) {}

    /** Which files, and why. */
    record Files(@Nullable List<FileName> files, @Nullable String reason) {}

    /** A file as one node announced it. */
    record FileName(String peer, String sha256) {}

    /** Why. */
    record Reason(@Nullable String reason) {}

    /** What is to be applied instead, as JSON text, and why. */
    record Correction(@Nullable String content, @Nullable String reason) {}

    /** Which of the two counts, and why. */
    record Choice(@Nullable Decision decision, @Nullable String reason) {}

    @GetMapping("/messages")
    @Operation(summary = "Messages that are here and not applied, the oldest first")
    Rows<MessageRow> messages(
            @RequestParam(required = false) @Nullable String peer,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return shapes.rows(repairs.messages(query(peer, page, size)), shapes::message);
    }

    @GetMapping("/messages/{id}")
    @Operation(summary = "One of them with its content, masked")
    WithContent<MessageRow> message(@PathVariable UUID id) {
        return shapes.content(repairs.message(new MessageId(id)), shapes::message);
    }

    @PostMapping("/messages/{id}/content")
    @Operation(summary = "The same unmasked; written to the audit log")
    WithContent<MessageRow> messageInFull(@PathVariable UUID id, @RequestBody Reason body) {
        return shapes.content(repairs.messageInFull(new MessageId(id), text(body.reason())), shapes::message);
    }

    @PostMapping("/messages/retry")
    @Operation(summary = "Try them again as if they had just come")
    List<Outcome> retry(@RequestBody Messages body) {
        return each(body, id -> repairs.retry(id, text(body.reason())));
    }

    @PostMapping("/messages/discard")
    @Operation(summary = "Give them up and let the later messages of their cases go on")
    List<Outcome> discard(@RequestBody Messages body) {
        return each(body, id -> repairs.discard(id, text(body.reason())));
    }

    @PostMapping("/messages/request")
    @Operation(summary = "Ask their sender for them again")
    List<Outcome> request(@RequestBody Messages body) {
        return each(body, id -> repairs.request(id, text(body.reason())));
    }

    @PostMapping("/messages/{id}/correction")
    @Operation(summary = "Apply this content instead; the original is kept")
    void correct(@PathVariable UUID id, @RequestBody Correction body) {
        repairs.correct(new MessageId(id), text(body.content()), text(body.reason()));
    }

    @GetMapping("/conflicts")
    @Operation(summary = "Messages that differ from what came before under their id or place")
    Rows<ConflictRow> conflicts(
            @RequestParam(required = false) @Nullable String peer,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return shapes.rows(repairs.conflicts(query(peer, page, size)), shapes::conflict);
    }

    @GetMapping("/conflicts/{conflict}")
    @Operation(summary = "One of them with its content, masked")
    WithContent<ConflictRow> conflict(@PathVariable long conflict) {
        return shapes.content(repairs.conflict(conflict), shapes::conflict);
    }

    @PostMapping("/conflicts/{conflict}/content")
    @Operation(summary = "The same unmasked; written to the audit log")
    WithContent<ConflictRow> conflictInFull(@PathVariable long conflict, @RequestBody Reason body) {
        return shapes.content(repairs.conflictInFull(conflict, text(body.reason())), shapes::conflict);
    }

    @PostMapping("/conflicts/{conflict}/decision")
    @Operation(summary = "Keep the first, or take the second as well")
    void decide(@PathVariable long conflict, @RequestBody Choice body) {
        if (body.decision() == null) {
            throw RequestRefused.malformed("YILU-REQUEST-001", "没有说明以哪一条为准。", "decision 为 KEEP_FIRST 或 TAKE_SECOND。");
        }
        repairs.decide(conflict, body.decision(), text(body.reason()));
    }

    @GetMapping("/files")
    @Operation(summary = "Announced files of which bytes are missing, and manifests put aside")
    Rows<FileRow> files(
            @RequestParam(required = false) @Nullable String peer,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return shapes.rows(repairs.files(query(peer, page, size)), shapes::file);
    }

    @PostMapping("/files/retry")
    @Operation(summary = "Give manifests put aside another chance and ask for what is missing")
    List<Outcome> retryFiles(@RequestBody Files body) {
        return RepairBatch.of(
                body.files(),
                FileName::sha256,
                file -> repairs.retryFile(NodeId.of(file.peer()), file.sha256(), text(body.reason())));
    }

    @GetMapping("/refusals")
    @Operation(summary = "What was turned away at the border since the node was started")
    List<Refusals.Refusal> refusals() {
        return refusals.all();
    }

    private static List<Outcome> each(Messages body, Consumer<MessageId> repair) {
        return RepairBatch.of(body.ids(), UUID::toString, id -> repair.accept(new MessageId(id)));
    }

    private static Query query(@Nullable String peer, int page, int size) {
        return new Query(peer == null || peer.isBlank() ? null : NodeId.of(peer), page, size);
    }

    private static String text(@Nullable String given) {
        return Objects.requireNonNullElse(given, "");
    }
}
