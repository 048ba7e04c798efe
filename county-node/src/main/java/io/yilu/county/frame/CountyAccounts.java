package io.yilu.county.frame;

import io.yilu.county.catalogue.Catalogues;
import io.yilu.node.signin.Role;
import io.yilu.node.signin.SampleAccount;
import io.yilu.node.signin.SampleAccounts;
import io.yilu.schemas.catalogue.Department;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The demo's accounts: a reviewer a department, {@code minzheng} for 民政, IT and an administrator. */
@Component
class CountyAccounts implements SampleAccounts {

    private static final String CIVIL_AFFAIRS = "05";

    private final Catalogues catalogues;

    CountyAccounts(Catalogues catalogues) {
        this.catalogues = catalogues;
    }

    @Override
    public List<SampleAccount> accounts() {
        List<SampleAccount> accounts = new ArrayList<>();
        accounts.add(reviewer("minzheng", "民政审批甲", CIVIL_AFFAIRS));
        for (Department department : catalogues.active().departments()) {
            accounts.add(reviewer("d-" + department.code(), department.shortName() + "审批乙", department.code()));
        }
        accounts.add(SampleAccount.of("it", "信息中心", Role.IT));
        accounts.add(SampleAccount.of("admin", "管理员", Role.ADMIN));
        return accounts;
    }

    private static SampleAccount reviewer(String username, String displayName, String department) {
        return new SampleAccount(username, displayName, Set.of(Role.REVIEWER), department);
    }
}
