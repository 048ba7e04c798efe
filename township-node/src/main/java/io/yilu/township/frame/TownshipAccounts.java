package io.yilu.township.frame;

import io.yilu.node.signin.Role;
import io.yilu.node.signin.SampleAccount;
import io.yilu.node.signin.SampleAccounts;
import java.util.List;
import org.springframework.stereotype.Component;

/** The demo's accounts: two clerks and one who looks after the machine. */
@Component
class TownshipAccounts implements SampleAccounts {

    @Override
    public List<SampleAccount> accounts() {
        return List.of(
                SampleAccount.of("clerk", "窗口甲", Role.CLERK),
                SampleAccount.of("clerk2", "窗口乙", Role.CLERK),
                SampleAccount.of("it", "信息员", Role.IT),
                SampleAccount.of("admin", "管理员", Role.ADMIN));
    }
}
