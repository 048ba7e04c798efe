package io.yilu.township.frame;

import io.yilu.node.pages.NavEntry;
import io.yilu.node.pages.PageFrame;
import io.yilu.node.signin.Role;
import io.yilu.township.site.ThisSite;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The township's menu; at its right the lamp and what waits. */
@Component
class TownshipFrame implements PageFrame {

    private final ThisSite site;

    TownshipFrame(ThisSite site) {
        this.site = site;
    }

    @Override
    public String nodeName() {
        return site.name();
    }

    @Override
    public List<NavEntry> navigation() {
        return List.of(
                NavEntry.of("/", "nav.today"),
                NavEntry.of("/cases", "nav.cases", Role.CLERK),
                NavEntry.of("/results", "nav.results", Role.CLERK),
                NavEntry.of("/items", "nav.items"),
                NavEntry.of("/line", "nav.line"),
                NavEntry.of("/enrolment", "nav.enrolment", Role.IT, Role.ADMIN),
                NavEntry.of("/audit", "nav.audit", Role.IT, Role.ADMIN));
    }

    @Override
    public Optional<StatusFragment> status() {
        return Optional.of(new StatusFragment("line/lamp", "lamp"));
    }
}
