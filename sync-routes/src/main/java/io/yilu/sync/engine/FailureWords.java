package io.yilu.sync.engine;

import io.yilu.schemas.failure.YiluException;
import java.util.Arrays;

/**
 * A failure as it may be logged and kept. What this project throws on purpose says what happened without personal data; the
 * message of anything else may quote the values it stumbled over, so only its kind and place are told.
 */
final class FailureWords {

    private static final int LONGEST = 1000;

    private FailureWords() {}

    static String of(Throwable failure) {
        String words = failure instanceof YiluException known
                ? String.valueOf(known.getMessage())
                : failure.getClass().getSimpleName() + place(failure);
        return words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    }

    private static String place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.yilu."))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }
}
