package io.yilu.township.results;

import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.CaseDecided;
import io.yilu.schemas.payload.CaseDecided.Outcome;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.cases.CaseEvent;
import io.yilu.township.cases.CaseRow;
import io.yilu.township.cases.ForeignMessages;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The county decided: the result waits for its document and for who collects it; a second decision is refused. */
@Component
class CaseDecidedHandler implements InboxHandler<CaseDecided> {

    private final CaseBook cases;
    private final ResultStore store;
    private final ResultMapper mapper;
    private final ForeignMessages foreign;
    private final JsonMapper json;

    CaseDecidedHandler(
            CaseBook cases, ResultStore store, ResultMapper mapper, ForeignMessages foreign, JsonMapper json) {
        this.cases = cases;
        this.store = store;
        this.mapper = mapper;
        this.foreign = foreign;
        this.json = json;
    }

    @Override
    public Class<CaseDecided> payloadClass() {
        return CaseDecided.class;
    }

    @Override
    public void handle(InboxMessage<CaseDecided> message) {
        CaseDecided decided = message.payload();
        CaseNumber number = decided.caseNumber();
        foreign.refuse(message, number);
        CaseRow row = cases.lock(number);
        boolean approved = decided.outcome() == Outcome.APPROVED;
        cases.become(row, approved ? CaseState.APPROVED : CaseState.REFUSED, message.receivedAt());
        store.insert(mapper.toRow(decided, json.writeValueAsString(decided.reasons()), message.receivedAt()));
        cases.record(
                number,
                new CaseEvent(
                        CaseEvent.Kind.DECIDED,
                        decided.decidedAt(),
                        decided.department(),
                        decided.decidedBy(),
                        sentence(decided, approved),
                        "result"));
    }

    private static String sentence(CaseDecided decided, boolean approved) {
        String outcome = approved ? "办结（准予）" : "办结（不予）";
        String reasons = decided.reasons().isEmpty() ? "" : "理由：" + String.join("；", decided.reasons()) + "。";
        return outcome + "：" + decided.resultName() + " " + decided.resultNumber() + "。" + reasons + "意见："
                + decided.opinion();
    }
}
