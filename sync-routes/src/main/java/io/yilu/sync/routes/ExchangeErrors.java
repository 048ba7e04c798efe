package io.yilu.sync.routes;

import io.yilu.schemas.failure.PermanentException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;

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
        RouteConfigurationDefinition errors = routeConfiguration(ID);
        errors.onException(PermanentException.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "${routeId}: ${exception.message}")
                .end();
        errors.onException(Exception.class)
                .maximumRedeliveries(RETRIES)
                .redeliveryDelay(RETRY_DELAY_MILLIS)
                .logExhaustedMessageHistory(false)
                .retryAttemptedLogLevel(LoggingLevel.DEBUG)
                .handled(false);
    }
}
