package io.yilu.schemas.catalogue;

import io.yilu.schemas.catalogue.CatalogueLint.Lines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks the items of a catalogue and their materials. */
final class ItemLint {

    private static final String ITEMS = "items.csv";
    private static final String MATERIALS = "materials.csv";
    private static final Pattern CODE = Pattern.compile("[0-9]{6}-([0-9]{2})-(0[1-6])-[0-9]{3}");
    private static final Map<String, String> KINDS =
            Map.of("许可", "01", "确认", "02", "给付", "03", "备案", "04", "公共服务", "05", "其他", "06");
    private static final Set<String> APPLICANTS = Set.of("自然人", "法人", "不限");
    private static final Set<String> RESULT_KINDS = Set.of("证照", "批文", "证明", "其他");
    private static final int MOST_VISITS = 2;

    private final CatalogueTables tables;
    private final Lines lines;
    private final List<Fault> faults = new ArrayList<>();

    private ItemLint(CatalogueTables tables, Lines lines) {
        this.tables = tables;
        this.lines = lines;
    }

    static List<Fault> faults(CatalogueTables tables, Lines lines) {
        ItemLint lint = new ItemLint(tables, lines);
        lint.items();
        lint.materials();
        return lint.faults;
    }

    private void items() {
        Set<String> codes = new HashSet<>();
        Set<String> names = new HashSet<>();
        Set<String> withMaterials =
                tables.materials().stream().map(Material::item).collect(Collectors.toSet());
        for (int i = 0; i < tables.items().size(); i++) {
            Item item = tables.items().get(i);
            int line = lines.of(ITEMS, i);
            check(codes.add(item.code()), line, "事项编码重复：" + item.code());
            check(names.add(item.name()), line, "事项名称重复：" + item.name());
            check(withMaterials.contains(item.code()), line, "事项没有任何申请材料：" + item.code());
            codeAndDepartment(item, line);
            limits(item, line);
            words(item, line);
        }
    }

    private void codeAndDepartment(Item item, int line) {
        var shape = CODE.matcher(item.code());
        if (!shape.matches()) {
            check(false, line, "事项编码的格式应为 610924-05-03-001：" + item.code());
            return;
        }
        check(shape.group(1).equals(item.department()), line, "事项编码与部门 " + item.department() + " 不符：" + item.code());
        String kind = KINDS.get(item.kind());
        check(kind != null, line, "事项类型不认识：" + item.kind());
        check(kind == null || shape.group(2).equals(kind), line, "事项编码与类型“" + item.kind() + "”不符：" + item.code());
        var department = tables.departments().stream()
                .filter(known -> known.code().equals(item.department()))
                .findFirst();
        check(department.isPresent(), line, "没有这个部门：" + item.department());
        check(CatalogueLint.isBatch(item.batch()), line, "进驻批次应为 1 至 4：" + item.batch());
        check(department.isEmpty() || item.batch() >= department.get().batch(), line, "事项进驻早于部门：" + item.code());
    }

    private void limits(Item item, int line) {
        check(item.promisedDays() >= 0, line, "承诺时限不能为负：" + item.promisedDays());
        check(
                item.promisedDays() <= item.legalDays(),
                line,
                "承诺时限 " + item.promisedDays() + " 天超过法定时限 " + item.legalDays() + " 天");
        boolean known =
                item.caseKind().equals(Item.IMMEDIATE) || item.caseKind().equals(Item.PROMISED);
        check(known, line, "办件类型应为即办件或承诺件：" + item.caseKind());
        check(!known || item.isImmediate() == (item.promisedDays() == 0), line, "即办件的承诺时限必须为 0 天，承诺件不能为 0 天");
        boolean pauses = item.needsSurvey() || item.publicNoticeDays() > 0;
        check(!item.isImmediate() || !pauses, line, "即办件不能有现场勘验或公示");
        check(item.publicNoticeDays() >= 0, line, "公示天数不能为负：" + item.publicNoticeDays());
    }

    private void words(Item item, int line) {
        check(APPLICANTS.contains(item.applicant()), line, "申请人类型应为自然人、法人或不限：" + item.applicant());
        check(RESULT_KINDS.contains(item.resultKind()), line, "结果类型应为证照、批文、证明或其他：" + item.resultKind());
        check(!item.hasFee() || item.fee().contains("（"), line, "收费没有写依据：" + item.fee());
        check(tables.forms().containsKey(item.form()), line, "没有这个表单：" + item.form());
        check(item.theme().isEmpty() || tables.themes().containsKey(item.theme()), line, "没有这个并联主题：" + item.theme());
        check(item.onsiteVisits() >= 0 && item.onsiteVisits() <= MOST_VISITS, line, "到场次数应为 0 至 2");
    }

    private void materials() {
        Set<String> codes = tables.items().stream().map(Item::code).collect(Collectors.toSet());
        Map<String, Integer> last = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tables.materials().size(); i++) {
            Material material = tables.materials().get(i);
            String item = material.item();
            int wanted = last.merge(item, 1, Integer::sum);
            List<String> reasons = new ArrayList<>();
            if (!codes.contains(item)) {
                reasons.add("材料所属的事项不存在：" + item);
            }
            if (material.seq() != wanted) {
                reasons.add("材料序号应为 " + wanted + "，现在是 " + material.seq());
            }
            if (!names.add(item + material.name())) {
                reasons.add("同一事项的材料名称重复：" + material.name());
            }
            if (material.copies() < 1) {
                reasons.add("材料份数至少为 1");
            }
            int line = lines.of(MATERIALS, i);
            reasons.forEach(reason -> faults.add(new Fault(MATERIALS, line, reason)));
        }
    }

    private void check(boolean good, int line, String reason) {
        if (!good) {
            faults.add(new Fault(ITEMS, line, reason));
        }
    }
}
