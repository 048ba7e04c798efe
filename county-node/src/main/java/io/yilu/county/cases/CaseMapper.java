package io.yilu.county.cases;

import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Between the table's row and the case that features see. */
@Mapper(config = CountyMapping.class)
interface CaseMapper {

    CountyCase toCase(CaseRow row);

    @Mapping(target = "applicantSealed", source = "applicantSealed")
    @Mapping(target = "formSealed", source = "formSealed")
    CaseRow toRow(CountyCase countyCase, byte[] applicantSealed, byte[] formSealed);

    default CaseNumber caseNumber(String value) {
        return new CaseNumber(value);
    }

    default String text(CaseNumber number) {
        return number.value();
    }

    default NodeId site(String value) {
        return new NodeId(value);
    }

    default String text(NodeId site) {
        return site.value();
    }
}
