package io.yilu.township.cases;

import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.CaseProgressed;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import org.springframework.stereotype.Component;

/** The county took a step: the case is in review, and the timeline says what happened. */
@Component
class CaseProgressedHandler implements InboxHandler<CaseProgressed> {

    private final CaseBook cases;
    private final ForeignMessages foreign;

    CaseProgressedHandler(CaseBook cases, ForeignMessages foreign) {
        this.cases = cases;
        this.foreign = foreign;
    }

    @Override
    public Class<CaseProgressed> payloadClass() {
        return CaseProgressed.class;
    }

    @Override
    public void handle(InboxMessage<CaseProgressed> message) {
        CaseProgressed progressed = message.payload();
        CaseNumber number = progressed.caseNumber();
        foreign.refuse(message, number);
        CaseRow row = cases.lock(number);
        if (row.state().equals(CaseState.ACCEPTED.name())) {
            cases.become(row, CaseState.IN_REVIEW, message.receivedAt());
        }
        // A step that is told late is still told: the state stays, the sentence is not lost.
        cases.record(
                number,
                new CaseEvent(
                        CaseEvent.Kind.PROGRESSED,
                        progressed.at(),
                        progressed.department(),
                        progressed.by(),
                        progressed.step(),
                        null));
    }
}
