package io.yilu.county.review;

import io.yilu.county.cases.CaseFile;
import io.yilu.county.cases.CaseMaterial;
import io.yilu.county.cases.CountyCase;
import io.yilu.county.cases.CountyMapping;
import io.yilu.county.cases.Handover;
import io.yilu.county.cases.TimelineEntry;
import io.yilu.county.review.CaseShown.CorrectionShown;
import io.yilu.county.review.CaseShown.DecisionShown;
import io.yilu.county.review.CaseShown.FileShown;
import io.yilu.county.review.CaseShown.HandedOver;
import io.yilu.county.review.CaseShown.MaterialShown;
import io.yilu.county.review.CaseShown.TimelineShown;
import io.yilu.schemas.identity.Masking;
import io.yilu.schemas.payload.Applicant;
import java.util.List;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.Named;

/** From what is stored to what pages and the API show; personal data leaves masked. */
@Mapper(config = CountyMapping.class)
interface CaseShapes {

    @Mapping(target = "number", source = "countyCase.caseNumber")
    @Mapping(target = "applicantName", source = "countyCase.applicantName", qualifiedByName = "maskedName")
    @Mapping(target = "remainingDays", source = "urgency.promised")
    @Mapping(target = "legalRemainingDays", source = "urgency.legal")
    @Mapping(target = "urgency", source = "urgency")
    CaseListed listed(CountyCase countyCase, String siteName, Urgency urgency);

    List<MaterialShown> materials(List<CaseMaterial> materials);

    @Mapping(target = "sha256", source = "file.sha256")
    @Mapping(target = "size", source = "file.size")
    @Mapping(target = "mediaType", source = "file.mediaType")
    @Mapping(target = "fileName", source = "file.fileName")
    FileShown file(CaseFile file);

    List<TimelineShown> timeline(List<TimelineEntry> entries);

    @Mapping(target = "corrections", source = "lines")
    CorrectionShown correction(CorrectionRequest request);

    @Mapping(target = "documentHere", constant = "true")
    DecisionShown decision(Decision decision);

    @Mapping(target = "collectorName", qualifiedByName = "maskedName")
    HandedOver handedOver(Handover handover);

    @Mapping(target = "name", qualifiedByName = "maskedName")
    @Mapping(target = "idNumber", qualifiedByName = "maskedId")
    @Mapping(target = "phone", qualifiedByName = "maskedPhone")
    Applicant masked(Applicant applicant);

    @Named("maskedName")
    default String maskedName(String name) {
        return Masking.name(name);
    }

    @Named("maskedId")
    default String maskedId(String number) {
        return Masking.idNumber(number);
    }

    @Named("maskedPhone")
    default String maskedPhone(String phone) {
        return Masking.phone(phone);
    }
}
