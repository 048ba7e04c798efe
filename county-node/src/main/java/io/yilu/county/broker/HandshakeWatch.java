package io.yilu.county.broker;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.yilu.schemas.enrolment.CertificateRefused;
import org.slf4j.LoggerFactory;

/**
 * Hears of handshakes that failed before any certificate was shown. The broker tells nobody of them but its log, so that is
 * where this listens; its line stays in the log as well.
 */
final class HandshakeWatch extends AppenderBase<ILoggingEvent> {

    private static final String FAILED = "AMQ222208";
    private static final String LOGGER = "org.apache.activemq.artemis.core.server";

    private final RefusedConnections refused;

    HandshakeWatch(RefusedConnections refused) {
        this.refused = refused;
    }

    @Override
    public void start() {
        if (LoggerFactory.getLogger(LOGGER) instanceof Logger logger) {
            setContext(logger.getLoggerContext());
            logger.addAppender(this);
            super.start();
        }
    }

    @Override
    public void stop() {
        if (LoggerFactory.getLogger(LOGGER) instanceof Logger logger) {
            logger.detachAppender(this);
        }
        super.stop();
    }

    @Override
    protected void append(ILoggingEvent event) {
        String line = event.getFormattedMessage();
        // A certificate that was refused has been counted by its reason.
        if (line.startsWith(FAILED) && !line.contains(CertificateRefused.class.getSimpleName())) {
            refused.countHandshake(line);
        }
    }
}
