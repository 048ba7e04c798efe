package io.yilu.township.intake;

import io.yilu.schemas.catalogue.Item;
import io.yilu.schemas.form.FieldProblem;
import io.yilu.schemas.identity.CreditCode;
import io.yilu.schemas.identity.ResidentId;
import io.yilu.schemas.payload.Applicant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Says what is wrong with the applicant's own data. */
@Component
class ApplicantCheck {

    private static final int LONGEST_NAME = 150;
    private static final int LONGEST_NUMBER = 40;
    private static final Pattern PHONE = Pattern.compile("1[0-9]{10}|0[0-9]{2,3}-[0-9]{7,8}");

    /** @param today for what a number says of a birthday */
    List<FieldProblem> problems(Item item, Applicant applicant, LocalDate today) {
        List<FieldProblem> problems = new ArrayList<>();
        kind(item, applicant).ifPresent(text -> problems.add(new FieldProblem("applicant.kind", "申请人类别", text)));
        name(applicant.name()).ifPresent(text -> problems.add(new FieldProblem("applicant.name", "申请人", text)));
        number(applicant, today).ifPresent(text -> problems.add(new FieldProblem("applicant.idNumber", "证件号码", text)));
        String phone = applicant.phone();
        if (phone != null && !PHONE.matcher(phone).matches()) {
            problems.add(new FieldProblem("applicant.phone", "联系电话", "电话应为 11 位手机号，或区号-座机号，请核对"));
        }
        return problems;
    }

    private static Optional<String> kind(Item item, Applicant applicant) {
        if (!applicant.kind().equals(ApplicantOfForm.PERSON)
                && !applicant.kind().equals(ApplicantOfForm.ORGANISATION)) {
            return Optional.of("申请人类别只能是自然人或法人");
        }
        if (!item.applicant().equals("不限") && !item.applicant().equals(applicant.kind())) {
            return Optional.of("“" + item.name() + "”只受理" + item.applicant() + "的申请，申请人却是" + applicant.kind());
        }
        return Optional.empty();
    }

    private static Optional<String> name(String name) {
        if (name.isBlank()) {
            return Optional.of("请填写申请人的姓名或单位名称");
        }
        if (name.length() > LONGEST_NAME) {
            return Optional.of("名称共 " + name.length() + " 个字，最多 " + LONGEST_NAME + " 个字，请按证件上的名称填写");
        }
        return name.codePoints().anyMatch(Character::isISOControl)
                ? Optional.of("名称里有看不见的控制字符，请重新输入")
                : Optional.empty();
    }

    private static Optional<String> number(Applicant applicant, LocalDate today) {
        String number = applicant.idNumber();
        if (applicant.idType().contains("居民身份证")) {
            return ResidentId.problem(number, today);
        }
        if (applicant.idType().equals("统一社会信用代码")) {
            return CreditCode.problem(number);
        }
        if (number.isBlank() || number.length() > LONGEST_NUMBER) {
            return Optional.of("请填写证件号码，最多 " + LONGEST_NUMBER + " 个字");
        }
        return Optional.empty();
    }
}
