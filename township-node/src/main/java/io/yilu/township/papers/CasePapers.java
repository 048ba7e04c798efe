package io.yilu.township.papers;

import io.yilu.node.papers.Barcodes;
import io.yilu.node.papers.PaperAddresses;
import io.yilu.node.papers.PaperPrinter;
import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.Item;
import io.yilu.schemas.catalogue.Material;
import io.yilu.schemas.form.FieldProblem;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.Masking;
import io.yilu.schemas.payload.Applicant;
import io.yilu.township.cases.CaseBook;
import io.yilu.township.cases.CaseMaterial;
import io.yilu.township.cases.CaseRow;
import io.yilu.township.catalogue.Catalogues;
import io.yilu.township.intake.Application;
import io.yilu.township.intake.ApplicationCheck;
import io.yilu.township.intake.Findings;
import io.yilu.township.site.ThisSite;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Prints a case's papers, and the notice of everything that is missing (一次性告知, 行政许可法 art. 32). */
@Service
public class CasePapers {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");

    private final PaperPrinter printer;
    private final PaperAddresses addresses;
    private final PaperPrints prints;
    private final CaseBook cases;
    private final Catalogues catalogues;
    private final ApplicationCheck check;
    private final ThisSite site;
    private final Clock clock;

    CasePapers(
            PaperPrinter printer,
            PaperAddresses addresses,
            PaperPrints prints,
            CaseBook cases,
            Catalogues catalogues,
            ApplicationCheck check,
            ThisSite site,
            Clock clock) {
        this.printer = printer;
        this.addresses = addresses;
        this.prints = prints;
        this.cases = cases;
        this.catalogues = catalogues;
        this.check = check;
        this.site = site;
        this.clock = clock;
    }

    /** 收件凭证 or 受理通知书. */
    public byte[] print(CaseNumber number, CasePaper paper, String clerk) {
        CaseRow row = cases.require(number);
        Applicant applicant = cases.applicant(row);
        List<CaseMaterial> materials = cases.materials(number);
        int copy = prints.printed(number, paper, clerk);
        Map<String, Object> model = frame(clerk);
        model.put("paperTitle", paper.title());
        model.put("copy", copy);
        model.put("number", number.value());
        model.put("bars", Barcodes.code128(number.value()));
        model.put("qr", Barcodes.qr(addresses.sign("/cases/" + number)));
        model.put("applicant", applicant);
        model.put("idMasked", Masking.idNumber(applicant.idNumber()));
        model.put("itemName", row.itemName());
        model.put("itemCode", row.itemCode());
        model.put("department", row.departmentName());
        model.put("fee", row.fee());
        model.put(
                "received", materials.stream().filter(m -> !m.files().isEmpty()).toList());
        model.put(
                "later",
                materials.stream()
                        .filter(m -> m.files().isEmpty() && m.necessity().equals("WAIVABLE"))
                        .toList());
        model.put("acceptedAt", MOMENT.format(row.acceptedAt().atZone(clock.getZone())));
        model.put("acceptedBy", row.acceptedBy());
        model.put("promisedDue", DAY.format(row.promisedDue()));
        model.put("legalDue", DAY.format(row.legalDue()));
        return printer.print("papers/township/" + paper.address(), model);
    }

    /** The result was printed from its own file; that is written down as well. */
    public void resultPrinted(CaseNumber number, String clerk) {
        prints.printed(number, CasePaper.RESULT, clerk);
    }

    /** 一次性告知书: everything that is missing or wrong, said once. */
    public byte[] missingNotice(Application application) {
        Catalogue catalogue = catalogues.active().catalogue();
        Item item = check.requireAcceptable(catalogue, application.itemCode());
        Findings findings = check.check(catalogue, item, application);
        Map<String, Object> model = frame(application.clerk());
        model.put("paperTitle", "一次性告知书");
        model.put("applicantName", application.applicant().name());
        model.put("itemName", item.name());
        model.put("itemCode", item.code());
        model.put("department", catalogue.departmentOf(item).name());
        model.put("missing", findings.missing());
        model.put(
                "errors",
                findings.errors().stream().map(FieldProblem::title).distinct().toList());
        model.put(
                "present",
                catalogue.materials(item.code()).stream()
                        .filter(material -> application.files().containsKey(material.seq()))
                        .toList());
        model.put(
                "waivable",
                catalogue.materials(item.code()).stream()
                        .filter(material -> material.necessity() == Material.Necessity.WAIVABLE)
                        .filter(material -> !application.files().containsKey(material.seq()))
                        .toList());
        model.put("fee", item.hasFee() ? item.fee() : "不收费");
        model.put("promisedDays", item.promisedDays());
        model.put("legalDays", item.legalDays());
        return printer.print("papers/township/missing-notice", model);
    }

    private Map<String, Object> frame(String clerk) {
        Instant now = clock.instant();
        Map<String, Object> model = new HashMap<>();
        model.put("centre", site.name());
        model.put("clerk", clerk);
        model.put("today", DAY.format(LocalDate.ofInstant(now, clock.getZone())));
        model.put("printedAt", MOMENT.format(now.atZone(clock.getZone())));
        return model;
    }
}
