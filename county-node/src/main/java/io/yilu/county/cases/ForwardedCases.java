package io.yilu.county.cases;

import io.yilu.county.catalogue.Catalogues;
import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.Item;
import io.yilu.schemas.clock.ClockLedger;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.Masking;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseAccepted;
import io.yilu.schemas.payload.CaseDelivered;
import io.yilu.schemas.payload.MaterialsSupplemented;
import io.yilu.schemas.payload.SubmittedMaterial;
import io.yilu.sync.InboxMessage;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the townships report about their cases, applied in the transaction of the inbox (law 2). */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class ForwardedCases {

    private static final String COUNTY = "县中心";
    private static final String SYSTEM = "系统";

    private final Cases cases;
    private final CaseStore store;
    private final CasePaperStore papers;
    private final CaseHistoryStore history;
    private final CaseMapper mapper;
    private final SealedJson sealed;
    private final Catalogues catalogues;
    private final OfficeDays days;
    private final ApplicationEventPublisher events;

    ForwardedCases(
            Cases cases,
            CaseStore store,
            CasePaperStore papers,
            CaseHistoryStore history,
            CaseMapper mapper,
            SealedJson sealed,
            Catalogues catalogues,
            OfficeDays days,
            ApplicationEventPublisher events) {
        this.cases = cases;
        this.store = store;
        this.papers = papers;
        this.history = history;
        this.mapper = mapper;
        this.sealed = sealed;
        this.catalogues = catalogues;
        this.days = days;
        this.events = events;
    }

    /** A township handed a case over: from now on the county writes it (law 7). */
    void accept(InboxMessage<CaseAccepted> message) {
        CaseAccepted accepted = message.payload();
        refuseForeign(message.origin(), accepted.caseNumber());
        if (!accepted.site().equals(message.origin())) {
            throw foreign(message.origin(), accepted.caseNumber());
        }
        if (store.lock(accepted.caseNumber()).isPresent()) {
            throw new PermanentException(
                    "YILU-CASE-010",
                    "办件 " + accepted.caseNumber() + " 已经在县中心，又收到一次受理。",
                    "请核对该中心的编号计数器是否被还原过，再决定丢弃这条消息或改号重发。",
                    Map.of("caseNumber", accepted.caseNumber().value()));
        }
        TownTime time = TownTime.of(accepted.acceptedAt(), message.receivedAt(), accepted.clockOffsetMillis());
        CountyCase received = received(accepted, time);
        store.insert(mapper.toRow(received, sealed.seal(accepted.applicant()), sealed.seal(accepted.form())));
        papers.add(accepted.caseNumber(), accepted.materials(), 0, message.receivedAt());
        history.addEntry(
                accepted.caseNumber(),
                new TimelineEntry(
                        TimelineEntry.Kind.ACCEPTED,
                        accepted.acceptedAt(),
                        catalogues.siteName(accepted.site()),
                        accepted.acceptedBy(),
                        "受理申请，收取材料" + counted(accepted.materials()) + "。",
                        time));
        history.addEntry(
                accepted.caseNumber(),
                new TimelineEntry(TimelineEntry.Kind.RECEIVED, message.receivedAt(), COUNTY, SYSTEM, "县中心已入库，等待部门审批。"));
        moved(received);
    }

    /** The township answered a correction request; an answer under an older token is refused, never merged (law 7). */
    void supplement(InboxMessage<MaterialsSupplemented> message) {
        MaterialsSupplemented answer = message.payload();
        refuseForeign(message.origin(), answer.caseNumber());
        CountyCase current = cases.requireLocked(answer.caseNumber());
        if (current.state() != CaseState.CORRECTION || answer.writerToken() != current.writerToken()) {
            throw new PermanentException(
                    "YILU-CASE-011",
                    "办件 " + answer.caseNumber() + " 的补正已过时：带来的是第 " + answer.writerToken() + " 次补正的令牌，县中心现在是第 "
                            + current.writerToken() + " 次，状态“" + current.state().word() + "”。",
                    "不会合并这次补正。请与该中心核对，需要的材料由部门重新要求补正。",
                    Map.of("caseNumber", answer.caseNumber().value(), "writerToken", answer.writerToken()));
        }
        TownTime time = TownTime.of(
                answer.supplementedAt(), current.stateSince(), message.receivedAt(), answer.clockOffsetMillis());
        LocalDate on = days.dayOf(answer.supplementedAt());
        store.changeForm(answer.caseNumber(), sealed.seal(answer.form()));
        papers.add(answer.caseNumber(), answer.materials(), answer.writerToken(), message.receivedAt());
        history.addSupplement(
                answer.caseNumber(),
                new Supplement(
                        answer.writerToken(), answer.remark(), answer.supplementedAt(), answer.supplementedBy()));
        cases.resumeClock(current, on);
        cases.move(current, CaseState.IN_REVIEW, message.receivedAt());
        String remark = answer.remark().isBlank() ? "" : "说明：" + answer.remark();
        noteOfTown(
                current,
                new TimelineEntry(
                        TimelineEntry.Kind.SUPPLEMENTED,
                        answer.supplementedAt(),
                        catalogues.siteName(current.site()),
                        answer.supplementedBy(),
                        "补正已送回，新增材料" + counted(answer.materials()) + "。" + remark,
                        time));
    }

    /** The result was handed over at the window: the case is closed. */
    void deliver(InboxMessage<CaseDelivered> message) {
        CaseDelivered delivered = message.payload();
        refuseForeign(message.origin(), delivered.caseNumber());
        CountyCase current = cases.requireLocked(delivered.caseNumber());
        TownTime time = TownTime.of(
                delivered.deliveredAt(), current.stateSince(), message.receivedAt(), delivered.clockOffsetMillis());
        cases.move(current, CaseState.DELIVERED, delivered.deliveredAt());
        history.addHandover(
                delivered.caseNumber(),
                new Handover(
                        delivered.collectorName(),
                        delivered.relation(),
                        delivered.idChecked(),
                        delivered.signature() == null
                                ? null
                                : delivered.signature().sha256(),
                        delivered.deliveredAt(),
                        delivered.deliveredBy()));
        noteOfTown(
                current,
                new TimelineEntry(
                        TimelineEntry.Kind.DELIVERED,
                        delivered.deliveredAt(),
                        catalogues.siteName(current.site()),
                        delivered.deliveredBy(),
                        "结果已送达，领取人 " + Masking.name(delivered.collectorName()) + "（" + delivered.relation() + "），"
                                + (delivered.idChecked() ? "已核对证件。" : "未核对证件。"),
                        time));
    }

    private void noteOfTown(CountyCase current, TimelineEntry entry) {
        cases.note(current, entry);
        if (entry.town() != null && entry.town().isDoubtful()) {
            store.doubtClock(current.caseNumber());
        }
    }

    private CountyCase received(CaseAccepted accepted, TownTime time) {
        Catalogue catalogue = catalogues.version(accepted.catalogueVersion());
        Item item = catalogue.requireItem(accepted.itemCode());
        LocalDate acceptedOn = days.dayOf(accepted.acceptedAt());
        ClockLedger clock = ClockLedger.start(acceptedOn, item.limits());
        return new CountyCase(
                accepted.caseNumber(),
                accepted.site(),
                item.code(),
                item.name(),
                item.department(),
                catalogue.version(),
                accepted.applicant().kind(),
                accepted.applicant().name(),
                CaseState.ACCEPTED,
                time.receivedAt(),
                0,
                accepted.acceptedAt(),
                acceptedOn,
                accepted.acceptedBy(),
                time.receivedAt(),
                item.promisedDays(),
                item.legalDays(),
                clock.promisedDue(catalogue.calendar()),
                clock.legalDue(catalogue.calendar()),
                null,
                null,
                time.clockOffsetMillis(),
                time.isDoubtful());
    }

    /** A town speaks only for itself (law 8). */
    private static void refuseForeign(NodeId origin, CaseNumber number) {
        if (!number.site().equals(origin)) {
            throw foreign(origin, number);
        }
    }

    private static PermanentException foreign(NodeId origin, CaseNumber number) {
        return new PermanentException(
                "YILU-CASE-013",
                "中心 " + origin + " 发来了不属于它的办件 " + number + "。",
                "这条消息不会入库。请检查该节点的编号与密钥是否被别处使用。",
                Map.of("caseNumber", number.value(), "origin", origin.value()));
    }

    private static String counted(List<SubmittedMaterial> materials) {
        int files =
                materials.stream().mapToInt(material -> material.files().size()).sum();
        return " " + materials.size() + " 份（" + files + " 个文件）";
    }

    private void moved(CountyCase received) {
        events.publishEvent(new CaseMoved(received.caseNumber(), received.department()));
    }
}
