package io.yilu.county.broker;

import io.yilu.sync.routes.LaneConnections;
import java.util.function.BiConsumer;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Interceptor;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionSendMessage;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jspecify.annotations.Nullable;

/**
 * Lets through what nodes send and ends a connection that sends anything else: at the packet, before the broker has written one
 * byte of it to the disk. A large message would be a file for each, as long as its sender likes; a durable one would come again
 * after each restart; one that expires or is due some day would stay where nobody reads.
 */
final class HonestPackets implements Interceptor {

    private final BiConsumer<RemotingConnection, String> refused;

    /** @param refused is told whom and why, and ends the connection */
    HonestPackets(BiConsumer<RemotingConnection, String> refused) {
        this.refused = refused;
    }

    @Override
    public boolean intercept(Packet packet, RemotingConnection connection) {
        if (connection.getTransportConnection() instanceof InVMConnection) {
            return true;
        }
        if (packet.getType() == PacketImpl.SESS_SEND_CONTINUATION) {
            // Of a large message whose beginning has been refused.
            return false;
        }
        String why = whyNot(packet);
        if (why != null) {
            refused.accept(connection, why);
        }
        return why == null;
    }

    private static @Nullable String whyNot(Packet packet) {
        return switch (packet.getType()) {
            case PacketImpl.SESS_SEND_LARGE -> "a large message";
            case PacketImpl.SESS_XA_START, PacketImpl.SESS_XA_JOIN -> "a transaction of several parties";
            case PacketImpl.SESS_SEND ->
                packet instanceof SessionSendMessage send ? whyNot((ICoreMessage) send.getMessage()) : null;
            default -> null;
        };
    }

    private static @Nullable String whyNot(ICoreMessage message) {
        if (message.isDurable()) {
            return "a durable message";
        }
        if (message.getType() != Message.BYTES_TYPE) {
            return "a message that is not made of bytes";
        }
        if (message.getExpiration() != 0 || message.containsProperty(Message.HDR_SCHEDULED_DELIVERY_TIME)) {
            return "a message that expires or waits";
        }
        return message.getEncodeSize() > LaneConnections.MOST_MESSAGE_BYTES ? "a message longer than any frame" : null;
    }
}
