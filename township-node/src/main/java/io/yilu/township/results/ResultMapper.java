package io.yilu.township.results;

import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.CaseDecided;
import io.yilu.schemas.payload.CaseDelivered;
import io.yilu.township.mapping.TownshipMapping;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Decisions and handings-over between message, row and view. */
@Mapper(config = TownshipMapping.class)
interface ResultMapper {

    @Mapping(target = "reasons", source = "reasonsJson")
    @Mapping(target = "sha256", source = "decided.document.sha256")
    @Mapping(target = "size", source = "decided.document.size")
    @Mapping(target = "mediaType", source = "decided.document.mediaType")
    @Mapping(target = "fileName", source = "decided.document.fileName")
    DecisionRow toRow(CaseDecided decided, String reasonsJson, Instant arrivedAt);

    @Mapping(target = "reasons", source = "reasonList")
    @Mapping(target = "document", source = "row")
    Decision toDecision(DecisionRow row, List<String> reasonList);

    FileRef document(DecisionRow row);

    @Mapping(target = "signatureSha256", source = "handover.signature.sha256")
    @Mapping(target = "signatureSize", source = "handover.signature.size")
    @Mapping(target = "signatureType", source = "handover.signature.mediaType")
    @Mapping(target = "signatureName", source = "handover.signature.fileName")
    HandoverRow toRow(CaseNumber caseNumber, Handover handover);

    @Mapping(target = "signature", source = "row")
    Handover toHandover(HandoverRow row);

    Handover toHandover(CaseDelivered message);

    CaseDelivered toMessage(CaseNumber caseNumber, Handover handover, @Nullable Long clockOffsetMillis);

    /** The signature's file, or null when none was taken. */
    default @Nullable FileRef signature(HandoverRow row) {
        String sha256 = row.signatureSha256();
        Long size = row.signatureSize();
        String type = row.signatureType();
        String name = row.signatureName();
        return sha256 == null || size == null || type == null || name == null
                ? null
                : new FileRef(sha256, size, type, name);
    }
}
