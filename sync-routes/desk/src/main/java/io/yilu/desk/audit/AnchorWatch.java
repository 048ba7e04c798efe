package io.yilu.desk.audit;

import io.yilu.node.audit.AnchorSilence;
import io.yilu.sync.Links;
import org.springframework.scheduling.annotation.Scheduled;

/** Alarms a node that is heard and has told nothing of its audit log for days. */
public class AnchorWatch {

    private final Links links;
    private final AnchorSilence silence;
    private final OpenAnchorAlarms alarms;

    AnchorWatch(Links links, AnchorSilence silence, OpenAnchorAlarms alarms) {
        this.links = links;
        this.silence = silence;
        this.alarms = alarms;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT2M")
    public void look() {
        links.all()
                .forEach(link -> silence.look(link.peer(), link.lastHeardAt())
                        .ifPresent(since -> alarms.silent(link.peer(), since)));
    }
}
