package io.yilu.node.audit;

import io.yilu.node.signin.AccessRule;
import io.yilu.node.signin.AccessRules;
import io.yilu.node.signin.Role;
import java.util.List;

/** The log is for those who look after machines and accounts. */
class AuditAccess implements AccessRules {

    @Override
    public List<AccessRule> rules() {
        return List.of(
                AccessRule.only("/audit/**", Role.IT, Role.ADMIN),
                AccessRule.only("/api/v1/audit/**", Role.IT, Role.ADMIN));
    }
}
