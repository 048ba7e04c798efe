package io.yilu.township.intake;

import io.yilu.schemas.payload.Applicant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads from a filled-in form who applies, so that nobody types a name twice. */
public final class ApplicantOfForm {

    /** 自然人 or 法人. */
    public static final String PERSON = "自然人";

    /** The other kind. */
    public static final String ORGANISATION = "法人";

    private static final List<Names> WAYS = List.of(
            new Names(PERSON, "applicantName", "applicantIdNumber", "居民身份证", "phone"),
            new Names(PERSON, "wifeName", "wifeIdNumber", "居民身份证", "phone"),
            new Names(ORGANISATION, "organisationName", "creditCode", "统一社会信用代码", "contactPhone"),
            new Names(ORGANISATION, "organisationName", "businessRegistrationNumber", "工商注册号", "contactPhone"),
            new Names(ORGANISATION, "organisationName", "organisationCode", "组织机构代码", "contactPhone"),
            new Names(ORGANISATION, "ownerName", "ownerCreditCode", "统一社会信用代码", "contactPhone"),
            new Names(ORGANISATION, "ownerName", "ownerOrganisationCode", "组织机构代码", "contactPhone"),
            new Names(ORGANISATION, "enterpriseName", "legalRepresentativeIdNumber", "法定代表人居民身份证", "contactPhone"));

    private ApplicantOfForm() {}

    /** The applicant, once the form names one with a number. */
    public static Optional<Applicant> in(JsonNode form) {
        return WAYS.stream()
                .filter(way -> text(form, way.name()) != null && text(form, way.number()) != null)
                .findFirst()
                .map(way -> new Applicant(
                        way.kind(),
                        form.path(way.name()).asString(),
                        way.idType(),
                        form.path(way.number()).asString(),
                        text(form, way.phone())));
    }

    /** The name as far as it is filled in, empty if it is not. */
    public static String nameIn(JsonNode form) {
        return WAYS.stream()
                .map(way -> text(form, way.name()))
                .filter(name -> name != null)
                .findFirst()
                .orElse("");
    }

    private static @Nullable String text(JsonNode form, String field) {
        JsonNode value = form.path(field);
        return value.isString() && !value.asString().isBlank() ? value.asString() : null;
    }

    private record Names(String kind, String name, String number, String idType, String phone) {}
}
