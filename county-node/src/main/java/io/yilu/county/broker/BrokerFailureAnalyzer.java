package io.yilu.county.broker;

import io.yilu.schemas.failure.PermanentException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two lines why the node did not start, where a stack trace of two hundred would hide it. */
final class BrokerFailureAnalyzer extends AbstractFailureAnalyzer<PermanentException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PermanentException cause) {
        return cause.code().startsWith("YILU-BROKER-")
                ? new FailureAnalysis(cause.code() + ": " + cause.what(), cause.whatToDo(), cause)
                : null;
    }
}
