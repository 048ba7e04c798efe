package io.yilu.county.cases;

/**
 * Who works on a case at the county.
 *
 * @param username as signed in
 * @param displayName as others read it, on papers too
 * @param department code of the department; the only one whose cases this person sees
 */
public record Reviewer(String username, String displayName, String department) {}
