package io.yilu.township.corrections;

import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.CorrectionRequested;
import io.yilu.sync.InboxHandler;
import io.yilu.sync.InboxMessage;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.cases.CaseEvent;
import io.yilu.township.cases.CaseRow;
import io.yilu.township.cases.ForeignMessages;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The county asks for corrections and hands the writer token over; an older token is refused, never merged (law 7). */
@Component
class CorrectionRequestedHandler implements InboxHandler<CorrectionRequested> {

    private static final int LONGEST_SENTENCE = 4000;

    private final CaseBook cases;
    private final CorrectionStore store;
    private final CorrectionMapper mapper;
    private final ForeignMessages foreign;
    private final JsonMapper json;

    CorrectionRequestedHandler(
            CaseBook cases, CorrectionStore store, CorrectionMapper mapper, ForeignMessages foreign, JsonMapper json) {
        this.cases = cases;
        this.store = store;
        this.mapper = mapper;
        this.foreign = foreign;
        this.json = json;
    }

    @Override
    public Class<CorrectionRequested> payloadClass() {
        return CorrectionRequested.class;
    }

    @Override
    public void handle(InboxMessage<CorrectionRequested> message) {
        CorrectionRequested request = message.payload();
        CaseNumber number = request.caseNumber();
        foreign.refuse(message, number);
        CaseRow row = cases.lock(number);
        int last = store.lastToken(number);
        if (request.writerToken() <= last) {
            throw new PermanentException(
                    "YILU-CORRECTION-001",
                    "Correction request " + message.id() + " for " + number + " carries writer token "
                            + request.writerToken() + ", but token " + last + " is known here.",
                    "The request is stale. Compare the case on both sides; discard the message with this reason.",
                    Map.of("caseNumber", number.value(), "token", request.writerToken()));
        }
        cases.become(row, CaseState.CORRECTION, message.receivedAt());
        store.insert(mapper.toRow(request, json.writeValueAsString(request.corrections())));
        cases.record(
                number,
                new CaseEvent(
                        CaseEvent.Kind.CORRECTION_REQUESTED,
                        request.requestedAt(),
                        request.department(),
                        request.requestedBy(),
                        sentence(request),
                        null));
    }

    private static String sentence(CorrectionRequested request) {
        String points = request.corrections().stream()
                .map(point -> (point.materialSeq() == null ? "申请表：" : "材料 " + point.materialSeq() + "：") + point.text())
                .collect(Collectors.joining("；"));
        String sentence = "需要补正：" + points + "。请于 " + request.dueDate() + " 前补正。"
                + (request.opinion().isBlank() ? "" : "意见：" + request.opinion());
        return sentence.length() > LONGEST_SENTENCE ? sentence.substring(0, LONGEST_SENTENCE) : sentence;
    }
}
