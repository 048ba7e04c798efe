package io.yilu.desk.repairs;

import io.yilu.node.signin.AccessRule;
import io.yilu.node.signin.AccessRules;
import io.yilu.node.signin.Role;
import java.util.List;
import org.springframework.core.annotation.Order;

/** Repairs are for those who look after machines; to read a message in full is the administrator's alone. */
@Order(10)
class RepairAccess implements AccessRules {

    @Override
    public List<AccessRule> rules() {
        return List.of(
                AccessRule.only("/api/v1/repairs/*/*/content", Role.ADMIN),
                AccessRule.only("/api/v1/repairs/**", Role.IT, Role.ADMIN));
    }
}
