package io.yilu.township.drafts;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.township.sealed.SealedJson;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Drafts of this site: saved at every pause in typing, kept through crashes, sent exactly once. */
@Service
public class Drafts {

    /** Longest form text, in characters of JSON; the longest form of the catalogue needs some 30,000. */
    public static final int MAX_FORM = 300_000;

    private static final int MAX_LISTED = 50;
    private static final int MAX_FILES = 60;

    private final DraftStore store;
    private final SealedJson sealed;
    private final Clock clock;

    Drafts(DraftStore store, SealedJson sealed, Clock clock) {
        this.store = store;
        this.sealed = sealed;
        this.clock = clock;
    }

    /** Begins an application for an item. */
    @Transactional
    public Draft begin(String itemCode, String itemName, String applicantKind, String clerk) {
        return insert(
                Draft.Purpose.ACCEPT, new Subject(itemCode, itemName, applicantKind, "", null, 0), empty(), clerk);
    }

    /** The answer to a correction request as it stands, begun with the case's form if nobody began it yet. */
    @Transactional
    public Draft answering(Subject subject, JsonNode form, String clerk) {
        String number = subject.caseNumber() == null ? "" : subject.caseNumber();
        return store.answering(number, subject.writerToken())
                .orElseGet(() -> insert(Draft.Purpose.SUPPLEMENT, subject, form, clerk));
    }

    /**
     * The draft.
     *
     * @throws PermanentException YILU-DRAFT-001 when there is none
     */
    public Draft require(String id) {
        return store.find(id).orElseThrow(Drafts::unknown);
    }

    /** The draft, locked until the caller's transaction ends: of two submissions the second sees the first. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Draft lock(String id) {
        return store.lock(id).orElseThrow(Drafts::unknown);
    }

    /** Applications that are being written, the last saved first. */
    public List<Draft> openApplications() {
        return store.openApplications(MAX_LISTED);
    }

    /** What is filled in so far. */
    public JsonNode form(Draft draft) {
        return sealed.open(draft.contentSealed(), JsonNode.class);
    }

    /** Keeps what is filled in, whether or not it is right yet. */
    @Transactional
    public Instant save(String id, String applicantKind, String applicantName, JsonNode form) {
        return keep(requireOpen(lock(id)), applicantKind, applicantName, form);
    }

    /** As {@link #save}; a draft that another press of the button has just submitted stays as it is. */
    @Transactional
    public void saveUnlessSubmitted(String id, String applicantKind, String applicantName, JsonNode form) {
        Draft draft = lock(id);
        if (draft.submittedAt() == null) {
            keep(requireOpen(draft), applicantKind, applicantName, form);
        }
    }

    private Instant keep(Draft draft, String applicantKind, String applicantName, JsonNode form) {
        String text = form.toString();
        if (text.length() > MAX_FORM) {
            throw new PermanentException(
                    "YILU-DRAFT-003",
                    "申请表共 " + text.length() + " 个字，超过 " + MAX_FORM + " 个字的上限，没有保存。",
                    "请缩短说明文字，详细内容请作为材料扫描上传。");
        }
        Instant now = clock.instant();
        String name = applicantName.length() > 100 ? applicantName.substring(0, 100) : applicantName;
        store.save(new Draft(
                draft.id(),
                draft.purpose(),
                draft.itemCode(),
                draft.itemName(),
                applicantKind,
                name,
                sealed.seal(form),
                draft.caseNumber(),
                draft.writerToken(),
                draft.createdBy(),
                draft.createdAt(),
                now,
                null,
                null));
        return now;
    }

    /** The scans by material. */
    public Map<Integer, List<DraftFile>> files(String id) {
        return store.files(id).stream()
                .collect(Collectors.groupingBy(DraftFile::seq, TreeMap::new, Collectors.toList()));
    }

    /** Whether somebody is writing something that these bytes belong to. */
    public boolean needs(String sha256) {
        return store.isInOpenDraft(sha256);
    }

    /** Puts a scan on a material's row; the bytes are in the file store already. */
    @Transactional
    public void addFile(String id, int seq, FileRef file) {
        requireOpen(lock(id));
        if (store.files(id).size() >= MAX_FILES) {
            throw new PermanentException(
                    "YILU-DRAFT-004", "这份申请已有 " + MAX_FILES + " 个扫描件，不能再加。", "请把同一材料的多页合并成一个 PDF 再上传。");
        }
        store.addFile(id, seq, file, clock.instant());
    }

    @Transactional
    public void removeFile(String id, long fileId) {
        requireOpen(lock(id));
        store.removeFile(id, fileId);
    }

    /** Puts an application aside; {@link #restore} brings it back. */
    @Transactional
    public Draft delete(String id) {
        Draft draft = lock(id);
        if (draft.purpose() != Draft.Purpose.ACCEPT) {
            throw new PermanentException("YILU-DRAFT-005", "补正不能删除。", "不再补正的，请联系县里的审批部门。");
        }
        if (draft.isOpen()) {
            store.markDeleted(id, clock.instant());
        }
        return draft;
    }

    @Transactional
    public void restore(String id) {
        lock(id);
        store.markRestored(id);
    }

    /** The draft has become a case, or an answer; nothing of it changes any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void submitted(String id, CaseNumber number, Instant at) {
        store.markSubmitted(id, number.value(), at);
    }

    /** As {@link #submitted}, for a node that was restored to a state before the draft was sent, if it is there at all. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void wasSubmitted(String id, CaseNumber number, Instant at) {
        store.lock(id).ifPresent(draft -> store.markSubmitted(draft.id(), number.value(), at));
    }

    /** The same for the answer to a correction request. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void wasAnswered(CaseNumber number, int writerToken, Instant at) {
        store.answering(number.value(), writerToken).ifPresent(draft -> wasSubmitted(draft.id(), number, at));
    }

    private Draft insert(Draft.Purpose purpose, Subject subject, JsonNode form, String clerk) {
        Instant now = clock.instant();
        Draft draft = new Draft(
                UUID.randomUUID().toString(),
                purpose,
                subject.itemCode(),
                subject.itemName(),
                subject.applicantKind(),
                subject.applicantName(),
                sealed.seal(form),
                subject.caseNumber(),
                subject.writerToken(),
                clerk,
                now,
                now,
                null,
                null);
        store.insert(draft);
        return draft;
    }

    private static Draft requireOpen(Draft draft) {
        if (draft.submittedAt() != null) {
            throw new PermanentException(
                    "YILU-DRAFT-002", "这份草稿已经提交，编号 " + draft.caseNumber() + "，不能再改。", "请打开办件查看；要更正内容，请按补正办理。");
        }
        if (draft.deletedAt() != null) {
            throw new PermanentException("YILU-DRAFT-006", "这份草稿已经删除。", "要继续填写，请先撤销删除。");
        }
        return draft;
    }

    private static JsonNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static PermanentException unknown() {
        return new PermanentException("YILU-DRAFT-001", "没有这份草稿。", "请回到首页，从草稿列表打开。");
    }

    /** What a draft is about. */
    public record Subject(
            String itemCode,
            String itemName,
            String applicantKind,
            String applicantName,
            @Nullable String caseNumber,
            int writerToken) {}
}
