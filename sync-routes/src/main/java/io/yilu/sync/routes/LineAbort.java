package io.yilu.sync.routes;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import jakarta.jms.Connection;
import org.apache.activemq.artemis.api.core.ActiveMQNotConnectedException;
import org.apache.activemq.artemis.core.client.impl.ClientSessionInternal;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.jms.client.ActiveMQConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Ends a connection whose other end no longer answers. A proper close waits for an answer for seconds, and the kernel goes on to
 * send what it had buffered, which arrives beside the new connection as duplicates; a reset does neither.
 */
final class LineAbort {

    private LineAbort() {}

    static void abort(Connection connection) {
        if (connection instanceof ActiveMQConnection artemis
                && artemis.getInitialSession() instanceof ClientSessionInternal session
                && session.getConnection() != null) {
            abort(session.getConnection());
        }
    }

    private static void abort(RemotingConnection remoting) {
        if (remoting.getTransportConnection() instanceof NettyConnection netty) {
            Channel channel = netty.getNettyChannel();
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            // Past the pipeline: its TLS handler would say goodbye first.
            channel.eventLoop()
                    .execute(() -> channel.unsafe().close(channel.unsafe().voidPromise()));
        }
        remoting.fail(new ActiveMQNotConnectedException("Given up: nothing came back in time."));
    }
}
