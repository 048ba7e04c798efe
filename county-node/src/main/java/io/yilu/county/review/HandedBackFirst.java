package io.yilu.county.review;

import io.yilu.county.cases.CountyCase;
import io.yilu.county.catalogue.Catalogues;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Recovery;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * A county that was restored does not know what it had decided since; each township hands that back. Until it has, nothing is
 * decided about its cases, or one case would have two decisions.
 */
@Component
class HandedBackFirst {

    private final Recovery recovery;
    private final Catalogues catalogues;

    HandedBackFirst(Recovery recovery, Catalogues catalogues) {
        this.recovery = recovery;
        this.catalogues = catalogues;
    }

    boolean isOpenFor(CountyCase countyCase) {
        return hasHandedBack(countyCase.site()) && !isClosed(countyCase);
    }

    private boolean hasHandedBack(NodeId site) {
        return recovery.open().stream().noneMatch(progress -> progress.peer().equals(site));
    }

    private boolean isClosed(CountyCase countyCase) {
        return recovery.isClosed(countyCase.site(), countyCase.caseNumber().value());
    }

    /**
     * @throws TransientException YILU-RECOVERY-006 while the case's township has not handed everything back, YILU-RECOVERY-012
     *     while a message about this case must be repaired first
     */
    void require(CountyCase countyCase) {
        if (isClosed(countyCase)) {
            throw new TransientException(
                    "YILU-RECOVERY-012",
                    "县中心的数据还原后，办件 " + countyCase.caseNumber() + " 有一条消息没能恢复，现在不能审批这个办件；其他办件照常审批。",
                    "请联系信息中心在“线路”页处理这条消息，处理好后会自动放开。",
                    Map.of("caseNumber", countyCase.caseNumber().value()));
        }
        if (!hasHandedBack(countyCase.site())) {
            throw new TransientException(
                    "YILU-RECOVERY-006",
                    "县中心的数据还原过，" + catalogues.siteName(countyCase.site()) + "还没有把这之后的办理结果交回来，现在不能审批它的办件。",
                    "该中心的线路通了会自动交回，随后即可审批；线路一直不通的，请联系信息中心。",
                    Map.of("site", countyCase.site().value()));
        }
    }
}
