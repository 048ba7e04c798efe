package io.yilu.county.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CaseMapperTest {

    private final CaseMapper mapper = new CaseMapperImpl();

    @Test
    void a_case_comes_back_from_its_row_as_it_was() {
        CountyCase original = new CountyCase(
                CaseNumber.of(new NodeId("610924102"), LocalDate.of(2015, 7, 1), 12),
                new NodeId("610924102"),
                "610924-05-03-001",
                "农村居民最低生活保障审核确认",
                "05",
                "2016.1",
                "自然人",
                "覃试安",
                CaseState.CORRECTION,
                Instant.parse("2015-07-02T01:02:03.000004Z"),
                2,
                Instant.parse("2015-07-01T01:02:03.000004Z"),
                LocalDate.of(2015, 7, 1),
                "窗口甲",
                Instant.parse("2015-07-03T01:02:03.000004Z"),
                20,
                30,
                LocalDate.of(2015, 7, 29),
                LocalDate.of(2015, 8, 12),
                LocalDate.of(2015, 7, 20),
                "民政审批甲",
                -1840L,
                true);

        CaseRow row = mapper.toRow(original, new byte[] {1}, new byte[] {2});

        assertThat(mapper.toCase(row)).isEqualTo(original);
        assertThat(row.applicantSealed()).containsExactly(1);
        assertThat(row.formSealed()).containsExactly(2);
    }
}
