package io.yilu.sync.boot;

import io.yilu.sync.NodeKeys;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;

/** A line that is not dialled before the site has its certificate; until then every dial fails at once and quietly. */
record OnceEnrolled(NodeKeys keys, ConnectionFactory line) implements ConnectionFactory {

    @Override
    public Connection createConnection() throws JMSException {
        if (keys.validUntil().isEmpty()) {
            throw new JMSException("This site is not enrolled.", "YILU-TRUST-001");
        }
        return line.createConnection();
    }

    /** By name and password: there are none, the certificate says who speaks. */
    @Override
    public Connection createConnection(String name, String password) throws JMSException {
        return createConnection();
    }

    @Override
    public JMSContext createContext() {
        throw unused();
    }

    @Override
    public JMSContext createContext(String name, String password) {
        throw unused();
    }

    @Override
    public JMSContext createContext(String name, String password, int sessionMode) {
        throw unused();
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("The lanes use connections.");
    }
}
