package io.yilu.schemas.failure;

import java.util.Map;

/** A failure that may be gone at the next attempt, such as a full disk or a database that is away. */
public non-sealed class TransientException extends YiluException {

    private static final long serialVersionUID = 1L;

    public TransientException(String code, String what, String whatToDo) {
        this(code, what, whatToDo, Map.of());
    }

    public TransientException(String code, String what, String whatToDo, Map<String, Object> ids) {
        super(code, what, whatToDo, ids);
    }
}
