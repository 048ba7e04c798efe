package io.yilu.township.frame;

import io.yilu.node.signin.AccessRule;
import io.yilu.node.signin.AccessRules;
import io.yilu.node.signin.Role;
import java.util.List;
import org.springframework.stereotype.Component;

/** Cases are for clerks only; the line and what an item needs are for everybody who is signed in. */
@Component
class TownshipAccess implements AccessRules {

    @Override
    public List<AccessRule> rules() {
        return List.of(
                AccessRule.only("/intake/**", Role.CLERK),
                AccessRule.only("/drafts/**", Role.CLERK),
                AccessRule.only("/cases/**", Role.CLERK),
                AccessRule.only("/results/**", Role.CLERK),
                // Sealed for the county and safe to repeat: whoever is in the hall may carry.
                AccessRule.only("/line/bundles/**", Role.CLERK, Role.IT, Role.ADMIN),
                AccessRule.only("/line/recovery/**", Role.IT, Role.ADMIN),
                AccessRule.only("/api/v1/bundles/**", Role.CLERK, Role.IT, Role.ADMIN),
                AccessRule.only("/papers/**", Role.CLERK),
                AccessRule.only("/files/**", Role.CLERK),
                AccessRule.only("/enrolment/**", Role.IT, Role.ADMIN),
                AccessRule.only("/api/v1/enrolment/**", Role.IT, Role.ADMIN),
                AccessRule.only("/api/v1/files/**", Role.CLERK),
                AccessRule.only("/api/v1/cases/**", Role.CLERK),
                AccessRule.only("/api/v1/items/*/missing-notice", Role.CLERK),
                AccessRule.only("/api/v1/link/recovery/**", Role.IT, Role.ADMIN));
    }
}
