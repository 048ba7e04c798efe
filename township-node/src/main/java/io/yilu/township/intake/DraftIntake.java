package io.yilu.township.intake;

import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.Item;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.payload.Applicant;
import io.yilu.township.catalogue.Catalogues;
import io.yilu.township.drafts.Draft;
import io.yilu.township.drafts.DraftFile;
import io.yilu.township.drafts.Drafts;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Drafts on their way to becoming cases; a draft becomes one case, however often it is submitted. */
@Service
public class DraftIntake {

    private static final String SUBMISSION = "draft:";

    private final Drafts drafts;
    private final Intake intake;
    private final ApplicationCheck check;
    private final Catalogues catalogues;
    private final Clock clock;

    DraftIntake(Drafts drafts, Intake intake, ApplicationCheck check, Catalogues catalogues, Clock clock) {
        this.drafts = drafts;
        this.intake = intake;
        this.check = check;
        this.catalogues = catalogues;
        this.clock = clock;
    }

    /**
     * Begins an application.
     *
     * @param kind 自然人 or 法人; counts only for an item that is for both
     * @throws PermanentException YILU-INTAKE-002 for an item that this site may not take
     */
    public Draft begin(String itemCode, String kind, String clerk) {
        Item item = check.requireAcceptable(catalogues.active().catalogue(), itemCode);
        return drafts.begin(item.code(), item.name(), kindFor(item, kind), clerk);
    }

    /** Accepts what the draft holds, or finds the case that it already became. */
    @Transactional
    public CaseNumber accept(String draftId, String clerk) {
        Draft draft = drafts.lock(draftId);
        String already = draft.caseNumber();
        if (draft.submittedAt() != null && already != null) {
            return CaseNumber.parse(already);
        }
        if (draft.deletedAt() != null || draft.purpose() != Draft.Purpose.ACCEPT) {
            throw new PermanentException("YILU-DRAFT-006", "这份草稿已经删除。", "要继续填写，请先撤销删除。");
        }
        CaseNumber number = intake.accept(application(draft, clerk));
        drafts.submitted(draftId, number, clock.instant());
        return number;
    }

    /** What is still wrong or missing, as the acceptance would say it now. */
    public Findings findings(Draft draft) {
        Catalogue catalogue = catalogues.active().catalogue();
        Item item = check.requireAcceptable(catalogue, draft.itemCode());
        return check.check(catalogue, item, application(draft, draft.createdBy()));
    }

    /** The application that the draft holds so far. */
    public Application application(Draft draft, String clerk) {
        JsonNode form = drafts.form(draft);
        Applicant applicant = ApplicantOfForm.in(form)
                .orElseGet(() -> new Applicant(draft.applicantKind(), ApplicantOfForm.nameIn(form), "", "", null));
        return new Application(SUBMISSION + draft.id(), draft.itemCode(), applicant, form, files(draft), clerk);
    }

    private Map<Integer, List<FileRef>> files(Draft draft) {
        return drafts.files(draft.id()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream().map(DraftFile::file).toList()));
    }

    /** The id of the draft that a submission came from, if it came from one. */
    static Optional<String> draftOf(String submissionKey) {
        return submissionKey.startsWith(SUBMISSION)
                ? Optional.of(submissionKey.substring(SUBMISSION.length()))
                : Optional.empty();
    }

    private static String kindFor(Item item, String kind) {
        if (!item.applicant().equals("不限")) {
            return item.applicant();
        }
        return kind.equals(ApplicantOfForm.ORGANISATION) ? ApplicantOfForm.ORGANISATION : ApplicantOfForm.PERSON;
    }
}
