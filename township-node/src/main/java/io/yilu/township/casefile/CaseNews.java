package io.yilu.township.casefile;

import io.yilu.node.live.LiveUpdates;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.sync.ExchangeEvent;
import io.yilu.township.cases.CaseMoved;
import io.yilu.township.results.Results;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells open pages that a case moved: topic {@code cases} for lists, {@code case-NUMBER} for its page. */
@Component
class CaseNews {

    private final LiveUpdates live;
    private final Results results;

    CaseNews(LiveUpdates live, Results results) {
        this.live = live;
        this.results = results;
    }

    /** Heard inside the transaction; the topic is sent once it has committed. */
    @EventListener
    void moved(CaseMoved event) {
        tell(event.caseNumber());
    }

    @EventListener
    void delivered(ExchangeEvent.SubjectMoved event) {
        try {
            tell(CaseNumber.parse(event.subject()));
        } catch (PermanentException notACase) {
            // Subjects such as the catalogue are not on these pages.
            return;
        }
    }

    @EventListener
    void arrived(ExchangeEvent.FileMoved event) {
        if (event.complete()) {
            results.caseOfDocument(event.sha256()).ifPresent(this::tell);
        }
    }

    private void tell(CaseNumber number) {
        live.publish("case-" + number);
        live.publish("cases");
    }
}
