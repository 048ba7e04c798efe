package io.yilu.township.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseDecided;
import io.yilu.schemas.payload.CaseDelivered;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultMapperTest {

    private static final CaseNumber NUMBER = CaseNumber.of(NodeId.of("610924102"), LocalDate.of(2015, 7, 1), 12);
    private static final Instant AT = Instant.parse("2015-07-20T02:00:00Z");
    private static final FileRef DOCUMENT = new FileRef("a".repeat(64), 12345, "application/pdf", "结果.pdf");

    private final ResultMapper mapper = new ResultMapperImpl();

    @Test
    void a_decision_goes_into_its_row_and_comes_back_whole() {
        CaseDecided decided = new CaseDecided(
                NUMBER,
                CaseDecided.Outcome.REFUSED,
                "不符合条件。",
                List.of("收入超过标准"),
                "不予办理决定书",
                "紫民政不准〔2015〕1号",
                DOCUMENT,
                "民政",
                AT,
                "审批甲");

        Decision back = mapper.toDecision(mapper.toRow(decided, "[]", AT.plusSeconds(60)), decided.reasons());

        assertThat(back).usingRecursiveComparison().ignoringFields("arrivedAt").isEqualTo(decided);
        assertThat(back.arrivedAt()).isEqualTo(AT.plusSeconds(60));
    }

    @Test
    void a_handing_over_goes_into_its_row_and_its_message_with_and_without_signature() {
        Handover signed = new Handover("覃试安", "本人", true, DOCUMENT, AT, "窗口甲");
        Handover plain = new Handover("谭试英", "配偶", true, null, AT, "窗口乙");

        for (Handover handover : List.of(signed, plain)) {
            assertThat(mapper.toHandover(mapper.toRow(NUMBER, handover))).isEqualTo(handover);
            CaseDelivered message = mapper.toMessage(NUMBER, handover, -315_532_800_000L);
            assertThat(message)
                    .usingRecursiveComparison()
                    .ignoringFields("caseNumber", "clockOffsetMillis")
                    .isEqualTo(handover);
            assertThat(message.clockOffsetMillis()).isEqualTo(-315_532_800_000L);
        }
    }
}
