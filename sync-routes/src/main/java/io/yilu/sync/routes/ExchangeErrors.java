package io.yilu.sync.routes;

import io.yilu.schemas.failure.PermanentException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;

/**
 * The one error policy of the receiving routes: a frame that can never be read is dropped at once, any other that fails is
 * dropped after some attempts. Either is safe, since its content stays in the sender's ledger until it is receipted, and keeping
 * it would stop the lane for everything behind it (law 4).
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
                .handled(true)
                .log(LoggingLevel.ERROR, "${routeId} dropped a frame that will come again: ${exception}");
    }
}
