package io.yilu.ops.simulation;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.Applicant;
import io.yilu.schemas.payload.CaseAccepted;
import io.yilu.schemas.payload.CaseDecided;
import io.yilu.schemas.payload.CaseDelivered;
import io.yilu.schemas.payload.CaseProgressed;
import io.yilu.schemas.payload.CorrectionRequested;
import io.yilu.schemas.payload.MaterialsSupplemented;
import io.yilu.schemas.payload.SubmittedMaterial;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the real messages of a case. Each carries a mark of its own, so that no two have the same content.
 *
 * @param mark says which message of the run this is
 */
record Papers(CaseNumber number, Instant written, String mark) {

    private static final LocalDate DUE = LocalDate.of(2015, 9, 1);
    private static final Applicant APPLICANT = new Applicant("自然人", "覃试安", "居民身份证", "610924195103099995", null);

    Papers(CaseNumber number, Instant written, String mark) {
        this.number = number;
        this.written = written.truncatedTo(ChronoUnit.MILLIS);
        this.mark = mark;
    }

    CaseAccepted accepted(List<FileRef> files) {
        return new CaseAccepted(
                number,
                number.site(),
                "610924-05-03-001",
                "2016.1",
                APPLICANT,
                form(),
                List.of(new SubmittedMaterial(1, "申请书", files)),
                written,
                "窗口甲",
                DUE,
                DUE,
                mark,
                null);
    }

    CaseProgressed progressed() {
        return new CaseProgressed(number, "审查中 " + mark, "民政局", written, "审批员甲");
    }

    CorrectionRequested correctionRequested(int token) {
        return new CorrectionRequested(
                number,
                token,
                List.of(new CorrectionRequested.Correction(1, "扫描件不清晰 " + mark)),
                "请补正",
                DUE,
                "民政局",
                written,
                "审批员甲");
    }

    MaterialsSupplemented supplemented(int token, List<FileRef> files) {
        return new MaterialsSupplemented(
                number, token, form(), List.of(new SubmittedMaterial(1, "申请书", files)), mark, written, "窗口甲");
    }

    CaseDecided decided(FileRef document) {
        return new CaseDecided(
                number,
                CaseDecided.Outcome.APPROVED,
                "同意 " + mark,
                List.of(),
                "农村居民最低生活保障证",
                "N-1",
                document,
                "民政局",
                written,
                "审批员甲");
    }

    CaseDelivered delivered(FileRef signature) {
        return new CaseDelivered(number, "覃试安", "本人 " + mark, true, signature, written, "窗口甲");
    }

    private ObjectNode form() {
        return JsonNodeFactory.instance.objectNode().put("mark", mark).put("householdAddress", "紫阳县汉王镇五郎坪村三组");
    }
}
