package io.yilu.sync.engine;

import org.jspecify.annotations.Nullable;

/** The line took nothing; everything stays in the ledger and is sent later. */
public class CarrierException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CarrierException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
