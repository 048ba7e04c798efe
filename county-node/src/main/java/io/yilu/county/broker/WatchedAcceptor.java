package io.yilu.county.broker;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.yilu.schemas.enrolment.CertificateRefused;
import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.cluster.ClusterConnection;
import org.apache.activemq.artemis.core.server.metrics.MetricsManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.AcceptorFactory;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ServerConnectionLifeCycleListener;
import org.apache.activemq.artemis.utils.actors.OrderedExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Artemis' own acceptor, which counts each handshake that fails and limits what comes after. The broker itself tells nobody but
 * its log of most failures, and nobody at all of a client that speaks no TLS.
 */
final class WatchedAcceptor implements AcceptorFactory {

    private final RefusedConnections refused;

    WatchedAcceptor(RefusedConnections refused) {
        this.refused = refused;
    }

    @Override
    public Acceptor createAcceptor(
            String name,
            ClusterConnection cluster,
            Map<String, Object> configuration,
            BufferHandler handler,
            ServerConnectionLifeCycleListener listener,
            Executor threads,
            ScheduledExecutorService scheduled,
            Map<String, ProtocolManager> protocols,
            String threadGroup,
            MetricsManager metrics) {
        return new NettyAcceptor(
                name,
                cluster,
                configuration,
                handler,
                listener,
                scheduled,
                new OrderedExecutor(threads),
                protocols,
                threadGroup,
                metrics) {

            @Override
            public SslHandler getSslHandler(ByteBufAllocator memory, @Nullable String host, int port) throws Exception {
                SslHandler tls = super.getSslHandler(memory, host, port);
                tls.handshakeFuture().addListener(ended -> {
                    Throwable cause = ended.cause();
                    if (cause != null) {
                        count(cause, String.valueOf(host));
                    } else {
                        limitPackets(((Channel) ended.getNow()).pipeline(), tls);
                    }
                });
                return tls;
            }
        };
    }

    private void limitPackets(ChannelPipeline pipeline, SslHandler tls) {
        X509Certificate certificate = certificateOf(tls);
        pipeline.addAfter(
                pipeline.context(tls).name(),
                "packet-limit",
                new PacketLimit(why -> refused.countPacket(certificate, why)));
    }

    private static @Nullable X509Certificate certificateOf(SslHandler tls) {
        try {
            return tls.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? certificate
                    : null;
        } catch (SSLPeerUnverifiedException none) {
            return null;
        }
    }

    private void count(Throwable cause, String host) {
        // A line that is cut while it is dialled, or a look whether the port is open, asks for nothing.
        if (cause instanceof ClosedChannelException || isCounted(cause)) {
            return;
        }
        // Netty quotes the record that it could not read: whatever a stranger sent does not belong in our log.
        String why = cause instanceof NotSslRecordException ? "no TLS was spoken" : String.valueOf(cause.getMessage());
        refused.countHandshake(why + ", from " + host);
    }

    /** A certificate that was refused has been counted by its reason. */
    private static boolean isCounted(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateRefused) {
                return true;
            }
        }
        return false;
    }
}
