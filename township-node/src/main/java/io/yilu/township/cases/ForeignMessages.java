package io.yilu.township.cases;

import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.sync.InboxMessage;
import io.yilu.township.site.ThisSite;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Refuses messages that are not for a case of this site, or whose sender may not speak about one (law 8). */
@Component
public class ForeignMessages {

    private final ThisSite site;

    ForeignMessages(ThisSite site) {
        this.site = site;
    }

    /**
     * Lets only the county's messages about this site's cases through.
     *
     * @throws PermanentException YILU-TOWN-002 or YILU-TOWN-003; the message is quarantined, others go on
     */
    public void refuse(InboxMessage<?> message, CaseNumber number) {
        if (!message.origin().isCounty()) {
            throw new PermanentException(
                    "YILU-TOWN-003",
                    "Message " + message.id() + " about " + number + " comes from " + message.origin()
                            + ", but only the county may take steps with a case.",
                    "Find out who uses that identity; then discard the message with this reason.",
                    Map.of("message", message.id().toString(), "caseNumber", number.value()));
        }
        if (!number.site().equals(site.id()) || !message.subject().equals(number.value())) {
            throw new PermanentException(
                    "YILU-TOWN-002",
                    "Message " + message.id() + " is about " + number + " under the subject " + message.subject()
                            + ", which is no case of site " + site.id() + ".",
                    "The county must send it to the site that accepted the case; discard it here with this reason.",
                    Map.of("message", message.id().toString(), "caseNumber", number.value()));
        }
    }
}
