package io.yilu.county.frame;

import io.yilu.node.signin.AccessRule;
import io.yilu.node.signin.AccessRules;
import io.yilu.node.signin.Role;
import java.util.List;
import org.springframework.stereotype.Component;

/** Cases are for reviewers only, routes for those who look after machines: neither sees the other's. */
@Component
class CountyAccess implements AccessRules {

    @Override
    public List<AccessRule> rules() {
        return List.of(
                AccessRule.only("/cases/**", Role.REVIEWER),
                AccessRule.only("/api/v1/cases/**", Role.REVIEWER),
                AccessRule.only("/routes/**", Role.IT, Role.ADMIN),
                AccessRule.only("/api/v1/bundles/**", Role.IT, Role.ADMIN),
                AccessRule.only("/api/v1/routes/**", Role.IT, Role.ADMIN),
                AccessRule.open("/api/v1/enrolment"),
                AccessRule.only("/api/v1/sites/**", Role.ADMIN),
                AccessRule.only("/api/v1/certificates", Role.IT, Role.ADMIN),
                AccessRule.only("/enrolment/sites/**", Role.ADMIN),
                AccessRule.only("/enrolment", Role.IT, Role.ADMIN));
    }
}
