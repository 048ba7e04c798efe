package io.yilu.county.broker;

import io.yilu.county.trust.SiteCheck;
import io.yilu.schemas.enrolment.CertificateRefused;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.NodeKeys;
import io.yilu.sync.Refusals;
import io.yilu.sync.routes.LaneConnections;
import io.yilu.sync.tls.LinkTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.remoting.server.RemotingService;
import org.apache.activemq.artemis.core.server.ActivateCallback;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The embedded Artemis that the townships dial.
 *
 * <p>Artemis only logs that it could not start or bind; this class makes both a failure of the node's start, and makes a
 * broker that stops while the node lives the end of the process.
 */
final class CountyBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CountyBroker.class);
    private static final String TCP = "townships";
    private static final String IN_VM = "county";
    private static final AtomicInteger NEXT_IN_VM_ID = new AtomicInteger();

    private final BrokerProperties properties;
    private final Path directory;
    private final Collection<NodeId> sites;
    private final SiteCheck certificates;
    private final NodeKeys keys;
    private final FatalExit fatalExit;
    private final RefusedConnections refused;
    private final String countySecret = RandomSecret.next();
    private final int inVmId = NEXT_IN_VM_ID.getAndIncrement();
    private volatile EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();
    private volatile boolean isClosing;

    CountyBroker(
            BrokerProperties properties,
            Path directory,
            Collection<NodeId> sites,
            SiteCheck certificates,
            NodeKeys keys,
            Refusals refusals,
            FatalExit fatalExit) {
        this.properties = properties;
        this.directory = directory;
        this.sites = sites;
        this.certificates = certificates;
        this.keys = keys;
        this.refused = new RefusedConnections(refusals);
        this.fatalExit = fatalExit;
    }

    /** Starts the broker, or throws {@code YILU-BROKER-001} (port) or {@code YILU-BROKER-002} (broker). */
    void start() {
        try {
            openOrEmpty();
        } catch (PermanentException e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw brokenStart(String.valueOf(e.getMessage()), e);
        }
        LOG.info("The broker listens on {}:{} for {} sites.", properties.host(), properties.port(), sites.size());
    }

    /**
     * A directory that a power cut or a full disk left broken must not keep the county down: the broker is disposable, so it
     * starts without. The node's own lock on its data directory makes sure that nobody else is using it.
     */
    private void openOrEmpty() throws Exception {
        try {
            open();
        } catch (Exception broken) {
            checkPortIsFree();
            LOG.warn(
                    "The broker does not start from what an earlier run left in {} ({}). It starts empty; nothing is lost,"
                            + " the databases hold it all.",
                    directory,
                    broken.toString());
            artemis.stop();
            FileSystemUtils.deleteRecursively(directory);
            artemis = new EmbeddedActiveMQ();
            open();
        }
    }

    private void open() throws Exception {
        Configuration configuration = BrokerLayout.of(directory, sites);
        configuration.addAcceptorConfiguration(
                TCP,
                "tcp://" + properties.host() + ":" + properties.port()
                        + "?protocols=CORE;useEpoll=false;useKQueue=false;tcpNoDelay=true;needClientAuth=true;"
                        + LinkTls.parameters(keys, this::requireSite, ";"));
        configuration.addAcceptorConfiguration(IN_VM, "vm://" + inVmId);
        artemis.setConfiguration(configuration);
        artemis.setSecurityManager(new SiteSecurity(certificates, countySecret, refused));
        artemis.createActiveMQServer();
        server().getServiceRegistry().addAcceptorFactory(TCP, new WatchedAcceptor(refused));
        server().getServiceRegistry().addIncomingInterceptor(new HonestPackets(this::endDishonest));
        artemis.start();
        checkStarted();
        watch();
    }

    /** Connections of the county's own routes; only this process can make them. */
    ActiveMQConnectionFactory connectionFactory() {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://" + inVmId);
        factory.setUser(SiteSecurity.COUNTY);
        factory.setPassword(countySecret);
        factory.setMinLargeMessageSize(LaneConnections.MOST_MESSAGE_BYTES);
        // No waiting for the broker's leave to send: while the disk is full it gives none, and whoever sends holds the
        // engine.
        factory.setProducerWindowSize(-1);
        return factory;
    }

    private void requireSite(X509Certificate certificate) throws CertificateRefused {
        try {
            certificates.siteOf(certificate);
        } catch (CertificateRefused no) {
            refused.count(no);
            throw no;
        }
    }

    /** Ends the connections whose certificates count no more: revoked, replaced or expired since they were opened. */
    void closeUnwelcome() {
        if (!isRunning()) {
            return;
        }
        RemotingService remoting = artemis.getActiveMQServer().getRemotingService();
        for (RemotingConnection connection : remoting.getConnections()) {
            X509Certificate certificate = SiteSecurity.certificateOf(connection);
            if (certificate == null) {
                continue;
            }
            try {
                certificates.siteOf(certificate);
            } catch (CertificateRefused no) {
                refused.count(no);
                end(connection, "The certificate does not count any more.");
            }
        }
    }

    private void endDishonest(RemotingConnection connection, String what) {
        refused.countPacket(SiteSecurity.certificateOf(connection), what);
        end(connection, "No node sends this.");
    }

    private void end(RemotingConnection connection, String why) {
        server().getRemotingService().removeConnection(connection.getID());
        connection.fail(new ActiveMQSecurityException(why));
    }

    /** Whom the broker turned away since its start, by reason. */
    Map<String, Long> refusals() {
        return refused.counts();
    }

    /** The server itself, for tests that break it. */
    ActiveMQServer server() {
        return artemis.getActiveMQServer();
    }

    /** Whether the broker takes connections from the townships. */
    boolean isRunning() {
        ActiveMQServer server = artemis.getActiveMQServer();
        return server != null && server.isActive() && !isClosing;
    }

    @Override
    public void close() {
        isClosing = true;
        try {
            artemis.stop();
        } catch (Exception e) {
            LOG.warn("The broker did not stop in order; its journal is checked at the next start.", e);
        }
    }

    private void checkStarted() {
        ActiveMQServer server = artemis.getActiveMQServer();
        Acceptor tcp = server.getRemotingService().getAcceptor(TCP);
        Acceptor inVm = server.getRemotingService().getAcceptor(IN_VM);
        boolean isOpen = tcp != null && tcp.isStarted() && inVm != null && inVm.isStarted();
        if (!isOpen || !server.isStarted() || !server.isActive()) {
            // An acceptor that could not bind may still call itself started; only the port itself tells.
            checkPortIsFree();
            throw brokenStart("it did not become active", null);
        }
    }

    private void checkPortIsFree() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(properties.host(), properties.port()));
        } catch (IOException e) {
            throw new PermanentException(
                    "YILU-BROKER-001",
                    "The county's link port " + properties.port() + " on " + properties.host() + " cannot be opened: "
                            + e.getMessage() + ".",
                    "See who has it with `ss -ltnp 'sport = :" + properties.port()
                            + "'` and end that, or set yilu.broker.port and yilu.broker.host; then start again.",
                    Map.of("port", properties.port()));
        }
    }

    private void watch() {
        ActiveMQServer server = artemis.getActiveMQServer();
        server.registerIOCriticalErrorListener((cause, message, file) -> {
            LOG.error("The broker's disk failed: {} ({}). The node ends now.", message, file, cause);
            leave();
        });
        server.registerActivateCallback(new ActivateCallback() {
            @Override
            public void deActivate() {
                if (!isClosing) {
                    LOG.error("The broker stopped while the node was running. The node ends now.");
                    leave();
                }
            }
        });
    }

    private void leave() {
        if (!isClosing) {
            isClosing = true;
            fatalExit.leave();
        }
    }

    private PermanentException brokenStart(String reason, @Nullable Exception cause) {
        PermanentException failure = new PermanentException(
                "YILU-BROKER-002",
                "The county's broker did not start: " + reason + ".",
                "See the log above. If its journal under " + directory
                        + " is broken, delete that directory and start again: nothing is lost, the databases hold it all.");
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }
}
