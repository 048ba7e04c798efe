package io.yilu.township.corrections;

import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.Item;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.form.FieldProblem;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CorrectionRequested.Correction;
import io.yilu.schemas.payload.MaterialsSupplemented;
import io.yilu.schemas.payload.SubmittedMaterial;
import io.yilu.sync.Outbox;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.cases.CaseEvent;
import io.yilu.township.cases.CaseFile;
import io.yilu.township.cases.CaseMaterial;
import io.yilu.township.cases.CaseRow;
import io.yilu.township.catalogue.Catalogues;
import io.yilu.township.intake.ApplicationCheck;
import io.yilu.township.intake.Findings;
import io.yilu.township.intake.IncompleteApplicationException;
import io.yilu.township.rebuild.Rebuild;
import io.yilu.township.site.SiteClock;
import io.yilu.township.site.ThisSite;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the county asks to mend, and the answer: whoever holds the writer token may change the case (law 7). */
@Service
public class Corrections {

    static final TypeReference<List<Correction>> POINTS = new TypeReference<>() {};

    private static final int LONGEST_REMARK = 500;

    private final CorrectionStore store;
    private final CorrectionMapper mapper;
    private final CaseBook cases;
    private final Catalogues catalogues;
    private final ApplicationCheck check;
    private final Outbox outbox;
    private final ThisSite site;
    private final Rebuild rebuild;
    private final AuditLog auditLog;
    private final JsonMapper json;
    private final SiteClock clock;

    Corrections(
            CorrectionStore store,
            CorrectionMapper mapper,
            CaseBook cases,
            Catalogues catalogues,
            ApplicationCheck check,
            Outbox outbox,
            ThisSite site,
            Rebuild rebuild,
            AuditLog auditLog,
            JsonMapper json,
            SiteClock clock) {
        this.store = store;
        this.mapper = mapper;
        this.cases = cases;
        this.catalogues = catalogues;
        this.check = check;
        this.outbox = outbox;
        this.site = site;
        this.rebuild = rebuild;
        this.auditLog = auditLog;
        this.json = json;
        this.clock = clock;
    }

    /** What waits for an answer about this case. */
    public Optional<OpenCorrection> open(CaseNumber number) {
        return store.open(number).map(row -> mapper.toOpen(row, json.readValue(row.points(), POINTS)));
    }

    /**
     * As {@link #open}.
     *
     * @throws PermanentException YILU-CORRECTION-002 when nothing waits
     */
    public OpenCorrection requireOpen(CaseNumber number) {
        return open(number)
                .orElseThrow(() -> new PermanentException(
                        "YILU-CORRECTION-002",
                        "办件 " + number + " 现在没有等待补正的要求。",
                        "请打开办件查看最新状态；补正材料可能已由同事发出。",
                        Map.of("caseNumber", number.value())));
    }

    /**
     * Sends the answer: form, added scans, timeline and message in one transaction.
     *
     * @throws IncompleteApplicationException when the form as it now stands is wrong
     */
    @Transactional
    public void answer(Supplement supplement) {
        CaseNumber number = supplement.caseNumber();
        rebuild.requireCompleteFor(number);
        CaseRow row = cases.lock(number);
        OpenCorrection asked = requireOpen(number);
        refuseFaults(row, supplement);
        MaterialsSupplemented answer = new MaterialsSupplemented(
                number,
                asked.writerToken(),
                supplement.form(),
                submitted(number, supplement.files()),
                supplement.remark(),
                clock.now(),
                supplement.clerk(),
                clock.aheadOfCountyMillis());
        enter(row, answer);
        outbox.append(NodeId.COUNTY, number.value(), answer);
        auditLog.record(Act.CORRECTION_ANSWERED, number.value(), "");
    }

    /** Enters an answer again that this node had sent before it lost its tables. */
    @Transactional(propagation = Propagation.MANDATORY)
    void answerAgain(MaterialsSupplemented answer) {
        enter(cases.lock(answer.caseNumber()), answer);
    }

    private void enter(CaseRow row, MaterialsSupplemented answer) {
        CaseNumber number = answer.caseNumber();
        Instant at = answer.supplementedAt();
        List<CaseFile> files = answer.materials().stream()
                .flatMap(material -> material.files().stream()
                        .map(file -> new CaseFile(material.seq(), answer.writerToken(), file, at)))
                .toList();
        cases.supplement(number, answer.form(), files);
        store.markAnswered(number, answer.writerToken(), at);
        cases.become(row, CaseState.IN_REVIEW, at);
        cases.record(
                number,
                new CaseEvent(
                        CaseEvent.Kind.SUPPLEMENTED,
                        at,
                        site.name(),
                        answer.supplementedBy(),
                        sentence(files.size(), answer.remark()),
                        null));
    }

    private void refuseFaults(CaseRow row, Supplement supplement) {
        Catalogue catalogue = catalogues.version(row.catalogueVersion());
        Item item = catalogue.requireItem(row.itemCode());
        List<FieldProblem> problems =
                new java.util.ArrayList<>(check.formProblems(catalogue, item, row.applicantKind(), supplement.form()));
        List<Integer> known = cases.materials(supplement.caseNumber()).stream()
                .map(CaseMaterial::seq)
                .toList();
        supplement.files().keySet().stream()
                .filter(seq -> !known.contains(seq))
                .forEach(seq -> problems.add(new FieldProblem("materials", "材料", "这个办件没有第 " + seq + " 号材料，请核对")));
        if (supplement.remark().length() > LONGEST_REMARK) {
            problems.add(new FieldProblem("remark", "补正说明", "补正说明最多 " + LONGEST_REMARK + " 个字，请缩短"));
        }
        if (!problems.isEmpty()) {
            throw new IncompleteApplicationException(new Findings(problems, List.of()));
        }
    }

    private List<SubmittedMaterial> submitted(CaseNumber number, Map<Integer, List<FileRef>> files) {
        return cases.materials(number).stream()
                .filter(material -> files.containsKey(material.seq()))
                .map(material -> new SubmittedMaterial(
                        material.seq(), material.name(), files.getOrDefault(material.seq(), List.of())))
                .filter(material -> !material.files().isEmpty())
                .toList();
    }

    private static String sentence(int files, String remark) {
        String added = files == 0 ? "已补正申请表，重新送审" : "已补正，补充扫描件 " + files + " 个，重新送审";
        return remark.isBlank() ? added + "。" : added + "。说明：" + remark;
    }
}
