package io.yilu.schemas.failure;

import java.util.Map;

/** What was asked for no longer fits, because somebody or something else was first; nothing was changed. Look again. */
public final class MovedOnException extends PermanentException {

    private static final long serialVersionUID = 1L;

    public MovedOnException(String code, String what, String whatToDo, Map<String, Object> ids) {
        super(code, what, whatToDo, ids);
    }
}
