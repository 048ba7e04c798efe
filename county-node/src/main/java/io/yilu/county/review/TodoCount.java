package io.yilu.county.review;

import io.yilu.county.cases.CaseQuery.Scope;
import io.yilu.node.signin.Role;
import io.yilu.node.signin.SignedInUser;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** How many cases wait for who is signed in; the header of every page asks. */
@Component
public class TodoCount {

    private final CaseDesk desk;

    TodoCount(CaseDesk desk) {
        this.desk = desk;
    }

    public boolean isReviewer() {
        SignedInUser user = user();
        return user != null && user.is(Role.REVIEWER) && user.departmentCode() != null;
    }

    public long count() {
        SignedInUser user = user();
        String department = user == null ? null : user.departmentCode();
        return department == null ? 0 : desk.count(department, Scope.TODO);
    }

    private static @Nullable SignedInUser user() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInUser user ? user : null;
    }
}
