package io.yilu.township.intake;

import io.yilu.schemas.catalogue.Catalogue;
import io.yilu.schemas.catalogue.Item;
import io.yilu.schemas.catalogue.Material;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.form.FieldProblem;
import io.yilu.schemas.form.FormSchema;
import io.yilu.schemas.form.FormValidator;
import io.yilu.township.drafts.Drafts;
import io.yilu.township.site.ThisSite;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Says what is wrong with an application; the pages ask while one types, the acceptance asks again. */
@Component
public class ApplicationCheck {

    private final FormValidator validator;
    private final ApplicantCheck applicants;
    private final ThisSite site;
    private final PlausibleDay day;

    ApplicationCheck(FormValidator validator, ApplicantCheck applicants, ThisSite site, PlausibleDay day) {
        this.validator = validator;
        this.applicants = applicants;
        this.site = site;
        this.day = day;
    }

    /** The form for this applicant; where an item is for everybody, the generic form of the applicant's kind. */
    public static FormSchema formFor(Catalogue catalogue, Item item, String applicantKind) {
        boolean generic = item.form().startsWith("generic-");
        if (item.applicant().equals("不限") && generic) {
            String name =
                    applicantKind.equals(ApplicantOfForm.ORGANISATION) ? "generic-organisation" : "generic-person";
            return catalogue.form(name).orElseGet(() -> catalogue.formOf(item));
        }
        return catalogue.formOf(item);
    }

    /**
     * The item, if this site may take it.
     *
     * @throws PermanentException YILU-CATALOGUE-002 for an unknown item, YILU-INTAKE-002 for one that it may not take
     */
    public Item requireAcceptable(Catalogue catalogue, String itemCode) {
        Item item = catalogue.requireItem(itemCode);
        if (!catalogue.mayAccept(site.id(), item, day.today(catalogue))) {
            throw new PermanentException(
                    "YILU-INTAKE-002",
                    "“" + item.name() + "”不在便民服务中心受理。",
                    "请申请人到县政务服务中心" + catalogue.departmentOf(item).shortName() + "窗口（"
                            + catalogue.departmentOf(item).window() + " 号）办理。");
        }
        return item;
    }

    /** Everything that is wrong or missing. */
    public Findings check(Catalogue catalogue, Item item, Application application) {
        List<FieldProblem> errors =
                new ArrayList<>(applicants.problems(item, application.applicant(), day.today(catalogue)));
        errors.addAll(formProblems(catalogue, item, application.applicant().kind(), application.form()));
        errors.addAll(strangeMaterials(catalogue, item, application));
        return new Findings(errors, missing(catalogue, item, application));
    }

    /** What is wrong with the form alone. */
    public List<FieldProblem> formProblems(Catalogue catalogue, Item item, String applicantKind, JsonNode form) {
        if (!form.isObject()) {
            return List.of(new FieldProblem("", "申请表", "申请表应是一组字段，请按事项的表单填写"));
        }
        int length = form.toString().length();
        if (length > Drafts.MAX_FORM) {
            return List.of(
                    new FieldProblem("", "申请表", "申请表共 " + length + " 个字，超过 " + Drafts.MAX_FORM + " 个字的上限，请缩短说明文字"));
        }
        return validator.validate(formFor(catalogue, item, applicantKind), form, day.today(catalogue));
    }

    private static List<Material> missing(Catalogue catalogue, Item item, Application application) {
        return catalogue.materials(item.code()).stream()
                .filter(Material::isRequired)
                .filter(material -> application.filesOf(material.seq()).isEmpty())
                .toList();
    }

    private static List<FieldProblem> strangeMaterials(Catalogue catalogue, Item item, Application application) {
        List<Integer> known =
                catalogue.materials(item.code()).stream().map(Material::seq).toList();
        return application.files().keySet().stream()
                .filter(seq -> !known.contains(seq))
                .sorted()
                .map(seq -> new FieldProblem("materials", "材料", "这个事项没有第 " + seq + " 号材料，请核对材料清单"))
                .toList();
    }
}
