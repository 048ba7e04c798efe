package io.yilu.schemas.payload;

import org.jspecify.annotations.Nullable;

/**
 * Who applies.
 *
 * @param kind 自然人 or 法人
 * @param name of the person or organisation
 * @param idType 居民身份证, 统一社会信用代码, or another paper by name
 * @param idNumber number of that paper, as written on it
 * @param phone mobile or landline, if given
 */
public record Applicant(
        String kind,
        String name,
        String idType,
        String idNumber,
        @Nullable String phone) {}
