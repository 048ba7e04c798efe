package io.yilu.node.problem;

import io.yilu.schemas.form.FieldProblem;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** A request that cannot be done as it is: throw one of these where {@code PermanentException} alone says too little. */
public final class RequestRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final String what;
    private final String whatToDo;
    private final transient Map<String, Object> more;

    private RequestRefused(HttpStatus status, String code, String what, String whatToDo, Map<String, Object> more) {
        super(code + ": " + what);
        this.status = status;
        this.code = code;
        this.what = what;
        this.whatToDo = whatToDo;
        this.more = more;
    }

    /** 404: it is not there, or not for this user; the answer does not tell which. */
    public static RequestRefused notFound(String code, String what, String whatToDo) {
        return new RequestRefused(HttpStatus.NOT_FOUND, code, what, whatToDo, Map.of());
    }

    /** 409: it does not fit the present state. */
    public static RequestRefused conflict(String code, String what, String whatToDo) {
        return new RequestRefused(HttpStatus.CONFLICT, code, what, whatToDo, Map.of());
    }

    /** 403: signed in, but not entitled. */
    public static RequestRefused forbidden(String code, String what, String whatToDo) {
        return new RequestRefused(HttpStatus.FORBIDDEN, code, what, whatToDo, Map.of());
    }

    /** 413: more than the node takes. */
    public static RequestRefused tooLarge(String code, String what, String whatToDo) {
        return new RequestRefused(HttpStatus.CONTENT_TOO_LARGE, code, what, whatToDo, Map.of());
    }

    /** 400: the request itself is not understood. */
    public static RequestRefused malformed(String code, String what, String whatToDo) {
        return new RequestRefused(HttpStatus.BAD_REQUEST, code, what, whatToDo, Map.of());
    }

    /** 422 with {@code errors}: fields of the form that must be mended. */
    public static RequestRefused fields(List<FieldProblem> problems) {
        return new RequestRefused(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "YILU-REQUEST-006",
                "表单有 " + problems.size() + " 处需要修改。",
                "请按各项提示修改后再提交。",
                Map.of("errors", problems.stream().map(FieldError::of).toList()));
    }

    /** 422 with {@code missing}: required materials without a file. */
    public static RequestRefused missing(List<MissingMaterial> missing) {
        return new RequestRefused(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "YILU-REQUEST-007",
                "缺少 " + missing.size() + " 份必要材料。",
                "请补齐材料，或向申请人出具一次性告知书。",
                Map.of("missing", List.copyOf(missing)));
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String what() {
        return what;
    }

    public String whatToDo() {
        return whatToDo;
    }

    Map<String, Object> more() {
        return more;
    }

    /** The fields to mend; empty unless made by {@link #fields}. */
    @SuppressWarnings("unchecked")
    public List<FieldError> errors() {
        return (List<FieldError>) more.getOrDefault("errors", List.of());
    }
}
