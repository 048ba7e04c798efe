package io.yilu.township.results;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.failure.PermanentException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who collects a result.
 *
 * @param signature photo of the signature or thumbprint, if taken
 */
public record Collector(
        String name,
        String relation,
        boolean idChecked,
        @Nullable FileRef signature) {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_RELATION = 30;

    /** @throws PermanentException YILU-RESULT-004 when a name is missing or the id was not compared */
    public Collector {
        name = name.strip();
        relation = relation.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw refused("请填写领取人姓名，最多 " + LONGEST_NAME + " 个字。");
        }
        if (relation.isEmpty() || relation.length() > LONGEST_RELATION) {
            throw refused("请填写领取人与申请人的关系，最多 " + LONGEST_RELATION + " 个字，本人领取填“本人”。");
        }
        if (!idChecked) {
            throw refused("还没有核对领取人的身份证件。");
        }
    }

    Handover at(Instant now, String clerk) {
        return new Handover(name, relation, idChecked, signature, now, clerk);
    }

    private static PermanentException refused(String what) {
        return new PermanentException("YILU-RESULT-004", what, "请核对领取人的身份证件，补全后再送达。");
    }
}
