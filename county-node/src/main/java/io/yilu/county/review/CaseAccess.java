package io.yilu.county.review;

import io.yilu.county.cases.Cases;
import io.yilu.county.cases.CountyCase;
import io.yilu.county.cases.Reviewer;
import io.yilu.node.audit.Act;
import io.yilu.node.audit.AuditLog;
import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.identity.CaseNumber;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets a reviewer near the own department's cases only; for all others there is no such case, and the attempt is kept. */
@Component
class CaseAccess {

    /** The code of "there is no such case for you"; answered with 404. */
    static final String NOT_FOUND = "YILU-CASE-404";

    private final Cases cases;
    private final AuditLog log;

    CaseAccess(Cases cases, AuditLog log) {
        this.cases = cases;
        this.log = log;
    }

    CountyCase require(Reviewer reviewer, CaseNumber number) {
        return own(reviewer, number, cases.find(number));
    }

    /** As {@link #require}, locked until the transaction ends. */
    CountyCase lock(Reviewer reviewer, CaseNumber number) {
        require(reviewer, number);
        return own(reviewer, number, cases.lock(number));
    }

    private CountyCase own(Reviewer reviewer, CaseNumber number, Optional<CountyCase> found) {
        return found.filter(countyCase -> countyCase.department().equals(reviewer.department()))
                .orElseThrow(() -> {
                    log.recordRefusal(
                            Act.CASE_REFUSED,
                            number.value(),
                            reviewer.department() + (found.isPresent() ? "：另一部门的办件" : "：没有这个办件"));
                    return RequestRefused.notFound(NOT_FOUND, "本部门没有办件 " + number + "。", "请核对编号；别的部门的办件由那个部门查看。");
                });
    }
}
