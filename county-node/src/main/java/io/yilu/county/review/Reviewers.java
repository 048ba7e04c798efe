package io.yilu.county.review;

import io.yilu.county.cases.Reviewer;
import io.yilu.node.problem.RequestRefused;
import io.yilu.node.signin.SignedInUser;

/** Who is signed in, as a reviewer of a department. */
final class Reviewers {

    private Reviewers() {}

    static Reviewer of(SignedInUser user) {
        String department = user.departmentCode();
        if (department == null) {
            throw RequestRefused.forbidden("YILU-REVIEW-403", "您的账号不属于任何部门，不能查看办件。", "请用部门账号登录，或请管理员为您的账号设置部门。");
        }
        return new Reviewer(user.username(), user.displayName(), department);
    }
}
