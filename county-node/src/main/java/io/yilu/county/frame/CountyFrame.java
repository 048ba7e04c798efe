package io.yilu.county.frame;

import io.yilu.node.pages.NavEntry;
import io.yilu.node.pages.PageFrame;
import io.yilu.node.signin.Role;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The county's menu; at its right the number of cases to do and the search box. */
@Component
class CountyFrame implements PageFrame {

    @Override
    public String nodeName() {
        return "紫阳县政务服务中心";
    }

    @Override
    public List<NavEntry> navigation() {
        return List.of(
                NavEntry.of("/", "nav.todo", Role.REVIEWER),
                NavEntry.of("/routes", "nav.routes", Role.IT, Role.ADMIN),
                NavEntry.of("/enrolment", "nav.enrolment", Role.IT, Role.ADMIN),
                NavEntry.of("/audit", "nav.audit", Role.IT, Role.ADMIN));
    }

    @Override
    public Optional<StatusFragment> status() {
        return Optional.of(new StatusFragment("county/status", "status"));
    }
}
