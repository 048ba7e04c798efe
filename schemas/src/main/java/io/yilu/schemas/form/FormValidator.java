package io.yilu.schemas.form;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import io.yilu.schemas.contract.ContractMapper;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Says in plain Chinese what is wrong with a filled-in form and what to do.
 *
 * <p>The form's JSON Schema gives the rules; ids, credit codes and days that cannot lie ahead are judged by what they mean,
 * and an id number must agree with the birth date and gender beside it. One problem a field, the most telling one.
 */
public final class FormValidator {

    /** Most that a filled-in form may take as JSON. */
    public static final int MOST_BYTES = 256 * 1024;

    /** Most characters of any one text. */
    public static final int MOST_CHARACTERS = 4000;

    private static final Pattern CELL = Pattern.compile("(\\w+)\\[[0-9]+](\\.\\w+)");
    private static final String ANY_OF = "anyOf";

    private final Clock clock;

    /** @param clock tells the day after which no birth may lie; its zone is the office's */
    public FormValidator(Clock clock) {
        this.clock = clock;
    }

    /** Everything wrong, in the order of the page; empty when the form may be accepted. */
    public List<FieldProblem> validate(FormSchema form, JsonNode data) {
        return validate(form, data, LocalDate.now(clock));
    }

    /** The same for a caller who knows the day better than the clock does. */
    public List<FieldProblem> validate(FormSchema form, JsonNode data, LocalDate today) {
        if (!data.isObject()) {
            return List.of(new FieldProblem("", form.title(), "没有收到表单内容，请重新打开表单填写"));
        }
        int size = ContractMapper.instance().writeValueAsBytes(data).length;
        if (size > MOST_BYTES) {
            String message = "表单内容有 " + size / 1024 + " KB，最多 " + MOST_BYTES / 1024 + " KB，请删减文字，长材料请作为附件上传";
            return List.of(new FieldProblem("", form.title(), message));
        }
        Map<String, Finding> findings = new LinkedHashMap<>();
        new MeaningCheck(form, today)
                .findings(data)
                .forEach(finding -> findings.putIfAbsent(finding.place().path(), finding));
        schemaFindings(form, data)
                .forEach(finding -> findings.putIfAbsent(finding.place().path(), finding));
        return findings.values().stream()
                .sorted(Comparator.comparingLong(finding -> finding.place().order()))
                .map(Finding::problem)
                .toList();
    }

    /**
     * What is wrong with one field alone, for checks while one types; what depends on other fields is left out.
     *
     * @param path the browser's field name: {@code phone}, {@code members[2].idNumber}
     */
    public List<FieldProblem> validateField(FormSchema form, String path, String typed) {
        Matcher cell = CELL.matcher(path);
        String alone = cell.matches() ? cell.group(1) + "[0]" + cell.group(2) : path;
        JsonNode data = form.coerce(Map.of(alone, new String[] {typed}));
        return validate(form, data).stream()
                .filter(problem -> problem.path().equals(alone))
                .map(problem -> new FieldProblem(path, problem.title(), problem.message()))
                .toList();
    }

    private static List<Finding> schemaFindings(FormSchema form, JsonNode data) {
        List<Finding> findings = new ArrayList<>();
        Map<String, List<FieldPlace>> alternatives = new LinkedHashMap<>();
        for (Error error : form.rules().errors(data)) {
            FieldPlace place = FieldPlace.of(form, names(error));
            String evaluation = error.getEvaluationPath().toString();
            if (error.getKeyword().equals(ANY_OF)) {
                continue;
            }
            if (evaluation.contains(ANY_OF)) {
                String group = evaluation.substring(0, evaluation.indexOf(ANY_OF));
                alternatives.computeIfAbsent(group, key -> new ArrayList<>()).add(place);
            } else {
                findings.add(new Finding(place, message(error, place)));
            }
        }
        alternatives.values().forEach(places -> findings.add(oneOf(places)));
        return findings;
    }

    private static Finding oneOf(List<FieldPlace> places) {
        String titles = places.stream().map(FieldPlace::title).distinct().collect(Collectors.joining("、"));
        return new Finding(places.get(0), titles + "请至少填写一项");
    }

    private static String message(Error error, FieldPlace place) {
        JsonNode value = error.getInstanceNode();
        int length = value != null && value.isString()
                ? value.asString().codePointCount(0, value.asString().length())
                : 0;
        return FieldMessages.of(error.getKeyword(), place.field(), length);
    }

    /** The property names and row numbers that lead to the error; for a missing or surplus property to where it belongs. */
    private static List<Object> names(Error error) {
        NodePath path = error.getInstanceLocation();
        Stream<Object> names = IntStream.range(0, path.getNameCount()).mapToObj(path::getElement);
        return (error.getProperty() == null ? names : Stream.concat(names, Stream.of(error.getProperty()))).toList();
    }

    /** A problem with the place that orders it. */
    record Finding(FieldPlace place, String message) {
        FieldProblem problem() {
            return place.problem(message);
        }
    }
}
