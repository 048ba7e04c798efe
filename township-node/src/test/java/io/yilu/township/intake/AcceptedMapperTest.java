package io.yilu.township.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CaseAccepted;
import io.yilu.schemas.payload.PayloadCodec;
import io.yilu.township.cases.CaseFile;
import io.yilu.township.cases.CaseMaterial;
import io.yilu.township.cases.NewCase;
import io.yilu.township.trial.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptedMapperTest {

    private static final NodeId SITE = NodeId.of("610924102");
    private static final Instant AT = Instant.parse("2015-07-01T01:12:00Z");
    private static final FileRef SCAN = new FileRef("a".repeat(64), 12345, "image/jpeg", "户口簿.jpg");

    @Test
    void a_new_case_becomes_a_message_that_the_contract_takes_and_gives_back() {
        var sample = Window.sampleOf(Window.ALLOWANCE);
        NewCase fresh = new NewCase(
                "key",
                new NewCase.ItemOfCase(sample.item(), "低保", "05", "紫阳县民政局", "precheck", "不收费", "2016.1"),
                sample.applicant(),
                sample.data(),
                List.of(
                        new CaseMaterial(1, "申请书", "REQUIRED", List.of(new CaseFile(1, 0, SCAN, AT))),
                        new CaseMaterial(6, "诊断", "WAIVABLE", List.of())),
                AT,
                "窗口甲",
                LocalDate.of(2015, 7, 1),
                LocalDate.of(2015, 7, 29),
                LocalDate.of(2015, 8, 12));
        CaseNumber number = CaseNumber.of(SITE, LocalDate.of(2015, 7, 1), 12);

        CaseAccepted message = new AcceptedMapperImpl().toMessage(number, SITE, fresh, -1840L);

        PayloadCodec codec = new PayloadCodec();
        assertThat(codec.read(CaseAccepted.class, 2, codec.toJson(message))).isEqualTo(message);
        assertThat(message.caseNumber()).isEqualTo(number);
        assertThat(message.applicant()).isEqualTo(sample.applicant());
        assertThat(message.materials()).hasSize(2);
        assertThat(message.files()).containsExactly(SCAN);
        assertThat(message.promisedDue()).isEqualTo("2015-07-29");
        assertThat(message.acceptedBy()).isEqualTo("窗口甲");
        assertThat(message.submissionKey()).isEqualTo("key");
        assertThat(message.clockOffsetMillis()).isEqualTo(-1840);
    }
}
