package io.yilu.township.casefile;

import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.exchange.FileRef;
import io.yilu.schemas.form.FieldProblem;
import io.yilu.schemas.payload.Applicant;
import io.yilu.township.intake.ApplicantOfForm;
import io.yilu.township.scans.Scans;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the HTTP API is sent; anything may be missing until it was looked at. */
final class CaseRequests {

    private static final int MOST_FILES = 60;

    private CaseRequests() {}

    /** An application. */
    record NewCaseRequest(
            @Nullable String itemCode,
            @Nullable ApplicantRequest applicant,
            @Nullable JsonNode form,
            @Nullable List<MaterialRequest> materials) {}

    /** An answer to a correction request; without a form the present one stays. */
    record SupplementRequest(
            @Nullable JsonNode form,
            @Nullable List<MaterialRequest> materials,
            @Nullable String remark) {}

    /** @param signature SHA-256 of an uploaded photo */
    record HandoverRequest(
            @Nullable String collectorName,
            @Nullable String relation,
            @Nullable Boolean idChecked,
            @Nullable String signature) {}

    /** Who applies. */
    record ApplicantRequest(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String idType,
            @Nullable String idNumber,
            @Nullable String phone) {

        Applicant applicant() {
            return new Applicant(
                    contractKind(text(kind)),
                    text(name),
                    text(idType),
                    text(idNumber),
                    phone == null || phone.isBlank() ? null : phone.strip());
        }
    }

    /** The contract knows two kinds: whoever applies on an organisation's form counts as 法人. */
    private static String contractKind(String given) {
        return given.equals("个体工商户") || given.equals("法人（设立中）") ? ApplicantOfForm.ORGANISATION : given;
    }

    /** @param files SHA-256 of uploaded files */
    record MaterialRequest(@Nullable Integer seq, @Nullable List<String> files) {}

    static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    static Applicant applicant(@Nullable ApplicantRequest request) {
        if (request == null) {
            throw RequestRefused.fields(List.of(new FieldProblem("applicant", "申请人", "请填写申请人")));
        }
        return request.applicant();
    }

    static JsonNode form(@Nullable JsonNode form) {
        if (form == null || !form.isObject()) {
            throw RequestRefused.fields(List.of(new FieldProblem("form", "申请表", "请按事项的表单填写申请表")));
        }
        return form;
    }

    /** The files by material, each found among what was uploaded. */
    static Map<Integer, List<FileRef>> files(@Nullable List<MaterialRequest> materials, Scans scans) {
        Map<Integer, List<FileRef>> files = new LinkedHashMap<>();
        int count = 0;
        for (MaterialRequest material : materials == null ? List.<MaterialRequest>of() : materials) {
            Integer seq = material.seq();
            List<String> sha256s = material.files();
            if (seq == null) {
                throw RequestRefused.fields(List.of(new FieldProblem("materials", "材料", "每份材料要写明它的编号 seq")));
            }
            count += sha256s == null ? 0 : sha256s.size();
            if (count > MOST_FILES) {
                throw RequestRefused.fields(
                        List.of(new FieldProblem("materials", "材料", "扫描件最多 " + MOST_FILES + " 个，请把同一材料的多页合并成一个 PDF")));
            }
            List<FileRef> refs = sha256s == null
                    ? List.of()
                    : sha256s.stream().distinct().map(scans::require).toList();
            if (!refs.isEmpty()) {
                files.put(seq, refs);
            }
        }
        return files;
    }
}
