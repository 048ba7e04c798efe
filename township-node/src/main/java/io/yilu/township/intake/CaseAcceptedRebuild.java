package io.yilu.township.intake;

import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.Item;
import io.yilu.schemas.catalogue.Material;
import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.payload.CaseAccepted;
import io.yilu.schemas.payload.SubmittedMaterial;
import io.yilu.sync.InboxMessage;
import io.yilu.sync.OwnMessageHandler;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.cases.CaseMaterial;
import io.yilu.township.cases.NewCase;
import io.yilu.township.catalogue.Catalogues;
import io.yilu.township.drafts.Drafts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Opens again, under its old number, a case that this site had accepted and told the county of before it lost its tables.
 * What the message does not say comes from the catalogue version that the case pins.
 */
@Component
class CaseAcceptedRebuild implements OwnMessageHandler<CaseAccepted> {

    private final CaseBook cases;
    private final Catalogues catalogues;
    private final Drafts drafts;

    CaseAcceptedRebuild(CaseBook cases, Catalogues catalogues, Drafts drafts) {
        this.cases = cases;
        this.catalogues = catalogues;
        this.drafts = drafts;
    }

    @Override
    public Class<CaseAccepted> payloadClass() {
        return CaseAccepted.class;
    }

    /** @throws TransientException YILU-RECOVERY-004 while the pinned catalogue's file is on its way */
    @Override
    public void rebuild(InboxMessage<CaseAccepted> message) {
        CaseAccepted accepted = message.payload();
        Catalogue catalogue = catalogues
                .find(accepted.catalogueVersion())
                .orElseThrow(() -> new TransientException(
                        "YILU-RECOVERY-004",
                        "Case " + accepted.caseNumber() + " pins catalogue " + accepted.catalogueVersion()
                                + ", whose file is not here.",
                        "It comes from the county by itself; if the county does not have it either, release it again.",
                        Map.of("caseNumber", accepted.caseNumber().value(), "version", accepted.catalogueVersion())));
        cases.openAgain(accepted.caseNumber(), known(catalogue, accepted));
        // A draft that the backup still shows as open was sent after the backup was made.
        DraftIntake.draftOf(accepted.submissionKey())
                .ifPresent(draft -> drafts.wasSubmitted(draft, accepted.caseNumber(), accepted.acceptedAt()));
    }

    private static NewCase known(Catalogue catalogue, CaseAccepted accepted) {
        Item item = catalogue.requireItem(accepted.itemCode());
        Map<Integer, String> necessity = catalogue.materials(item.code()).stream()
                .collect(Collectors.toMap(
                        Material::seq, material -> material.necessity().name()));
        return new NewCase(
                accepted.submissionKey(),
                Intake.pinned(catalogue, item),
                accepted.applicant(),
                accepted.form(),
                accepted.materials().stream()
                        .map(material -> material(material, necessity.getOrDefault(material.seq(), ""), accepted))
                        .toList(),
                accepted.acceptedAt(),
                accepted.acceptedBy(),
                accepted.caseNumber().day(),
                accepted.promisedDue(),
                accepted.legalDue());
    }

    private static CaseMaterial material(SubmittedMaterial material, String necessity, CaseAccepted accepted) {
        return new CaseMaterial(
                material.seq(),
                material.name(),
                necessity,
                List.copyOf(Intake.scans(material.seq(), material.files(), accepted.acceptedAt())));
    }
}
