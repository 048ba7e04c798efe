package io.yilu.sync.routes;

import io.yilu.schemas.failure.PermanentException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;

/**
 * The one error policy of the receiving routes: a frame that can never be read is dropped and logged, since its content is
 * still in the sender's ledger; anything else is tried again, and then given back to the broker unacknowledged.
 */
public final class ExchangeErrors extends RouteConfigurationBuilder {

    static final String ID = "exchange-errors";

    private static final long RETRY_DELAY_MILLIS = 500;
    private static final int RETRIES = 4;

    @Override
    public void configuration() {
        routeConfiguration(ID)
                .onException(PermanentException.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "${routeId}: ${exception.message}")
                .end();
        routeConfiguration(ID)
                .onException(Exception.class)
                .maximumRedeliveries(RETRIES)
                .redeliveryDelay(RETRY_DELAY_MILLIS)
                .logExhaustedMessageHistory(false)
                .retryAttemptedLogLevel(LoggingLevel.DEBUG)
                .handled(false);
    }
}
