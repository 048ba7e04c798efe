package io.yilu.schemas.failure;

import java.util.Map;

/** A failure that the same input will meet again: the message is parked, the request refused. */
public non-sealed class PermanentException extends YiluException {

    private static final long serialVersionUID = 1L;

    public PermanentException(String code, String what, String whatToDo) {
        this(code, what, whatToDo, Map.of());
    }

    public PermanentException(String code, String what, String whatToDo, Map<String, Object> ids) {
        super(code, what, whatToDo, ids);
    }
}
