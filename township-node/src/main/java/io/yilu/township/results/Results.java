package io.yilu.township.results;

import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseDelivered;
import io.yilu.sync.FileStore;
import io.yilu.sync.Outbox;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.cases.CaseEvent;
import io.yilu.township.cases.CaseRow;
import io.yilu.township.rebuild.Rebuild;
import io.yilu.township.site.SiteClock;
import io.yilu.township.site.ThisSite;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Results that came home, and the handing over to who collects them. */
@Service
public class Results {

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final ResultStore store;
    private final ResultMapper mapper;
    private final CaseBook cases;
    private final FileStore files;
    private final Outbox outbox;
    private final ThisSite site;
    private final Rebuild rebuild;
    private final AuditLog auditLog;
    private final JsonMapper json;
    private final SiteClock clock;

    Results(
            ResultStore store,
            ResultMapper mapper,
            CaseBook cases,
            FileStore files,
            Outbox outbox,
            ThisSite site,
            Rebuild rebuild,
            AuditLog auditLog,
            JsonMapper json,
            SiteClock clock) {
        this.store = store;
        this.mapper = mapper;
        this.cases = cases;
        this.files = files;
        this.outbox = outbox;
        this.site = site;
        this.rebuild = rebuild;
        this.auditLog = auditLog;
        this.json = json;
        this.clock = clock;
    }

    public Optional<Decision> decision(CaseNumber number) {
        return store.decision(number).map(this::decision);
    }

    public Optional<Handover> handover(CaseNumber number) {
        return store.handover(number).map(mapper::toHandover);
    }

    /** Decided and not yet handed over, the longest waiting first. */
    public List<Decision> uncollected(int limit, int offset) {
        return store.uncollected(limit, offset).stream().map(this::decision).toList();
    }

    public long countUncollected() {
        return store.countUncollected();
    }

    /** Handed over, the newest first. */
    public List<Decision> collected(int limit, int offset) {
        return store.collected(limit, offset).stream().map(this::decision).toList();
    }

    public long countCollected() {
        return store.countCollected();
    }

    /** Whether every byte of the result document is here. */
    public boolean isDocumentHere(Decision decision) {
        return files.progress(decision.document().sha256())
                .filter(FileStore.FileProgress::complete)
                .isPresent();
    }

    /** The case whose result document this file is. */
    public Optional<CaseNumber> caseOfDocument(String sha256) {
        return store.caseOfDocument(sha256).map(CaseNumber::parse);
    }

    /**
     * Hands the result over: row, timeline and message in one transaction.
     *
     * @throws PermanentException YILU-RESULT-001 to 004 when it cannot be handed over so
     */
    @Transactional
    public void handOver(CaseNumber number, Collector collector, String clerk) {
        rebuild.requireCompleteFor(number);
        CaseRow row = cases.lock(number);
        Decision decision = requireDecided(number);
        if (store.handover(number).isPresent()) {
            throw refused(number, "YILU-RESULT-002", "办件 " + number + " 的结果已经送达。", "请打开办件查看由谁领取。");
        }
        if (!isDocumentHere(decision)) {
            throw refused(number, "YILU-RESULT-003", "结果文件还在传输，没有到齐。", "请等“结果已到”后再送达；线路情况见“线路”页。");
        }
        Handover handover = collector.at(clock.now(), clerk);
        enter(row, handover);
        outbox.append(NodeId.COUNTY, number.value(), mapper.toMessage(number, handover, clock.aheadOfCountyMillis()));
        auditLog.record(Act.RESULT_HANDED_OVER, number.value(), "");
    }

    /** Enters a handing over again that this node had told of before it lost its tables. */
    @Transactional(propagation = Propagation.MANDATORY)
    void handOverAgain(CaseDelivered delivered) {
        enter(cases.lock(delivered.caseNumber()), mapper.toHandover(delivered));
    }

    private void enter(CaseRow row, Handover handover) {
        CaseNumber number = CaseNumber.parse(row.caseNumber());
        cases.become(row, CaseState.DELIVERED, handover.deliveredAt());
        store.insert(mapper.toRow(number, handover));
        cases.record(
                number,
                new CaseEvent(
                        CaseEvent.Kind.DELIVERED,
                        handover.deliveredAt(),
                        site.name(),
                        handover.deliveredBy(),
                        "结果已送达，领取人：" + handover.collectorName() + "（" + handover.relation() + "）"
                                + (handover.signature() == null ? "" : "，已留存签名照片") + "。",
                        "result"));
    }

    private Decision requireDecided(CaseNumber number) {
        return decision(number)
                .orElseThrow(() -> refused(number, "YILU-RESULT-001", "办件 " + number + " 还没有办结，没有可送达的结果。", "请等县里办结。"));
    }

    private Decision decision(DecisionRow row) {
        return mapper.toDecision(row, json.readValue(row.reasons(), TEXTS));
    }

    private static PermanentException refused(CaseNumber number, String code, String what, String whatToDo) {
        return new PermanentException(code, what, whatToDo, Map.of("caseNumber", number.value()));
    }
}
