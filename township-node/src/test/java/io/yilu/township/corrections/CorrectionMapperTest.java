package io.yilu.township.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.schemas.payload.CorrectionRequested;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectionMapperTest {

    private final CorrectionMapper mapper = new CorrectionMapperImpl();

    @Test
    void a_request_goes_into_its_row_and_comes_back_whole() {
        CorrectionRequested asked = new CorrectionRequested(
                CaseNumber.of(NodeId.of("610924102"), LocalDate.of(2015, 7, 1), 12),
                2,
                List.of(new CorrectionRequested.Correction(2, "看不清"), new CorrectionRequested.Correction(null, "电话")),
                "补齐后再报。",
                LocalDate.of(2015, 7, 8),
                "民政",
                Instant.parse("2015-07-02T02:00:00Z"),
                "审批甲");

        OpenCorrection back = mapper.toOpen(mapper.toRow(asked, "[]"), asked.corrections());

        assertThat(back).usingRecursiveComparison().isEqualTo(asked);
        assertThat(back.askedOf(2)).containsExactly("看不清");
        assertThat(back.askedOfForm()).containsExactly("电话");
    }
}
