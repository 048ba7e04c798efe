package io.yilu.ops.trial.load;

import io.yilu.ops.trial.load.PlannedCase.Course;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What the people of one case write, each text with the case's index between other characters, so that no text of one case
 * is also found in another's. What is not written for the case has none: an application that a sample gives, and the applicant
 * who collects the result.
 */
final class CaseWords {

    private static final int SOME = 3;

    private final PlannedCase plan;

    CaseWords(PlannedCase plan) {
        this.plan = plan;
    }

    /** A request and what the intent log keeps of it. */
    record Asked(Map<String, Object> body, Map<String, Object> facts) {}

    /** @param files hashes by material, and beside it what they are in full */
    Asked application(Map<Integer, ? extends Iterable<String>> files, List<Map<String, Object>> listed) {
        Map<String, Object> body = Map.of(
                "itemCode", plan.sample().item(),
                "applicant", plan.sample().applicant(),
                "form", plan.sample().data(),
                "materials", CaseScans.materials(files));
        Map<String, Object> facts = Map.of(
                "itemCode", plan.sample().item(),
                "applicant", plan.sample().applicant(),
                "form", plan.sample().data(),
                "reviewer", plan.reviewer(),
                "files", listed);
        return new Asked(body, facts);
    }

    /** One line about a material and one about the form. */
    Asked correction() {
        Map<String, Object> body = Map.of(
                "corrections",
                List.of(
                        Map.of("materialSeq", plan.files().get(0).material(), "text", words("第一页不清楚，请重新扫描")),
                        Map.of("text", words("地址请按现住地填写"))),
                "opinion",
                words("请一次补齐"));
        return new Asked(body, body);
    }

    /** Most change the form; one in three leaves it out, so that the town's own copy of it goes to the county. */
    Asked supplement(Map<Integer, ? extends Iterable<String>> files, List<Map<String, Object>> listed) {
        Map<String, Object> body = new LinkedHashMap<>();
        Map<String, Object> facts = new LinkedHashMap<>();
        if (plan.index() % SOME != 0) {
            JsonNode amended = AmendedForm.of(plan.sample().data());
            body.put("form", amended);
            facts.put("form", amended);
        }
        String remark = words("按要求重新扫描");
        body.put("materials", CaseScans.materials(files));
        body.put("remark", remark);
        facts.put("files", listed);
        facts.put("remark", remark);
        return new Asked(body, facts);
    }

    Asked decision() {
        boolean isRefused = plan.course() == Course.REFUSED;
        Map<String, Object> body = Map.of(
                "outcome", isRefused ? "REFUSED" : "APPROVED",
                "opinion", words(isRefused ? "不符合条件" : "材料齐全，同意"),
                "reasons", isRefused ? List.of(words("不符合第三条"), words("家庭收入超过标准")) : List.of());
        return new Asked(body, body);
    }

    /** Some results are collected by somebody else; the last character of a name is shown also where it is masked. */
    Asked handover() {
        boolean isByAnother = plan.index() % SOME == 1;
        Map<String, Object> body = Map.of(
                "collectorName",
                isByAnother ? "柳试代" + plan.index() : plan.sample().applicant().name(),
                "relation",
                words(isByAnother ? "子女" : "本人"),
                "idChecked",
                true);
        return new Asked(body, body);
    }

    private String words(String text) {
        return "第 " + plan.index() + " 件：" + text;
    }
}
