package io.yilu.township.corrections;

import io.yilu.schemas.payload.MaterialsSupplemented;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.OwnMessageHandler;
import io.yilu.township.drafts.Drafts;
import org.springframework.stereotype.Component;

/** Enters again an answer to a correction request that this site had sent before it lost its tables. */
@Component
class MaterialsSupplementedRebuild implements OwnMessageHandler<MaterialsSupplemented> {

    private final Corrections corrections;
    private final Drafts drafts;

    MaterialsSupplementedRebuild(Corrections corrections, Drafts drafts) {
        this.corrections = corrections;
        this.drafts = drafts;
    }

    @Override
    public Class<MaterialsSupplemented> payloadClass() {
        return MaterialsSupplemented.class;
    }

    @Override
    public void rebuild(InboxMessage<MaterialsSupplemented> message) {
        MaterialsSupplemented answer = message.payload();
        corrections.answerAgain(answer);
        drafts.wasAnswered(answer.caseNumber(), answer.writerToken(), answer.supplementedAt());
    }
}
