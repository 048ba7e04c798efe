package io.yilu.county.review;

import io.yilu.schemas.cases.CaseState;
import io.yilu.schemas.payload.CaseDecided.Outcome;
import io.yilu.schemas.payload.CorrectionRequested.Correction;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The opinion panel as the browser posts it.
 *
 * @param reasons one a line
 * @param typed what to mend, blank lines too, in the order of the page
 * @param seen the state's time on the page that the reviewer decided from
 */
record OpinionForm(
        @Nullable Step step,
        String opinion,
        String reasons,
        List<Line> typed,
        @Nullable Instant seen) {

    private static final int ROWS = 2;
    private static final String FORM = "form";

    /** What the reviewer chose. */
    enum Step {
        APPROVED(CaseState.APPROVED),
        REFUSED(CaseState.REFUSED),
        CORRECTION(CaseState.CORRECTION);

        private final CaseState leadsTo;

        Step(CaseState leadsTo) {
            this.leadsTo = leadsTo;
        }

        CaseState leadsTo() {
            return leadsTo;
        }
    }

    /** One thing to mend: null means the form, {@link ReviewRules#NOT_CHOSEN} that nothing was chosen yet. */
    record Line(@Nullable Integer material, String text) {}

    static OpinionForm empty() {
        return new OpinionForm(null, "", "", List.of(), null);
    }

    static OpinionForm read(MultiValueMap<String, String> posted) {
        List<String> materials = posted.getOrDefault("material", List.of());
        List<String> texts = posted.getOrDefault("text", List.of());
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < Math.min(materials.size(), texts.size()); i++) {
            lines.add(new Line(number(materials.get(i)), texts.get(i)));
        }
        return new OpinionForm(
                step(posted.getFirst("step")),
                Objects.requireNonNullElse(posted.getFirst("opinion"), ""),
                Objects.requireNonNullElse(posted.getFirst("reasons"), ""),
                lines,
                instant(posted.getFirst("seen")));
    }

    DecisionDraft decision() {
        Outcome outcome = step == null || step == Step.CORRECTION ? null : Outcome.valueOf(step.name());
        return new DecisionDraft(outcome, opinion, reasonLines());
    }

    CorrectionDraft correction() {
        return new CorrectionDraft(
                typed.stream()
                        .map(line -> new Correction(line.material(), line.text()))
                        .toList(),
                opinion);
    }

    /** How the browser posts the material of a line. */
    public static String posted(Line line) {
        Integer material = line.material();
        return material == null ? FORM : material == ReviewRules.NOT_CHOSEN ? "" : material.toString();
    }

    public List<String> reasonLines() {
        return Arrays.stream(reasons.split("\\R"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    public List<Line> writtenLines() {
        return typed.stream().filter(line -> !line.text().isBlank()).toList();
    }

    /** What was written, and room for more. */
    public List<Line> lines() {
        List<Line> rows = new ArrayList<>(writtenLines());
        while (rows.size() < ROWS) {
            rows.add(new Line(ReviewRules.NOT_CHOSEN, ""));
        }
        return rows;
    }

    private static @Nullable Step step(@Nullable String name) {
        return Arrays.stream(Step.values())
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Integer number(String digits) {
        try {
            return digits.equals(FORM) ? null : Integer.valueOf(digits.isBlank() ? "0" : digits);
        } catch (NumberFormatException notFromOurPage) {
            return ReviewRules.NOT_CHOSEN;
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : Instant.parse(text);
        } catch (DateTimeException notFromOurPage) {
            return Instant.EPOCH;
        }
    }
}
