package io.yilu.schemas.failure;

import java.util.Map;

/**
 * A failure that people can act on: a code from {@code docs/errors.md}, what happened with its values, and what to do.
 *
 * <p>Whether trying again can help is told by type: see {@link PermanentException} and {@link TransientException}.
 */
public abstract sealed class YiluException extends RuntimeException permits PermanentException, TransientException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String what;
    private final String whatToDo;
    private final transient Map<String, Object> ids;

    protected YiluException(String code, String what, String whatToDo, Map<String, Object> ids) {
        super(code + ": " + what + " " + whatToDo);
        this.code = code;
        this.what = what;
        this.whatToDo = whatToDo;
        this.ids = Map.copyOf(ids);
    }

    /** The code listed in {@code docs/errors.md}, for example {@code YILU-INBOX-003}. */
    public String code() {
        return code;
    }

    /** What happened, in the reader's words and with the values that matter; never personal data. */
    public String what() {
        return what;
    }

    /** What the reader can do about it. */
    public String whatToDo() {
        return whatToDo;
    }

    /** Identifiers for logs and problem details, such as a case number; never personal data. */
    public Map<String, Object> ids() {
        return ids;
    }
}
