package io.yilu.county.broker;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.yilu.sync.routes.LaneConnections;
import java.util.function.Consumer;

/**
 * Reads along between TLS and the broker and ends a connection that announces a packet longer than any node's: the broker itself
 * would collect it in memory, up to 2 GiB, before it looks at it. Also ends what does not speak the broker's own protocol, for
 * which it would make a web server.
 */
final class PacketLimit extends ChannelInboundHandlerAdapter {

    private static final String GREETING = "ARTEMIS";
    private static final int LENGTH_BYTES = 4;

    private final Consumer<String> refused;
    private int greeted;
    private int lengthBytes;
    private int length;
    private int remaining;
    private boolean isOver;

    /** @param refused is told why a connection was ended */
    PacketLimit(Consumer<String> refused) {
        this.refused = refused;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        if (!isOver && read instanceof ByteBuf bytes && !follows(bytes)) {
            isOver = true;
        }
        if (isOver) {
            ReferenceCountUtil.release(read);
            context.close();
        } else {
            context.fireChannelRead(read);
        }
    }

    private boolean follows(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (greeted < GREETING.length()) {
                if (bytes.getByte(at++) != GREETING.charAt(greeted++)) {
                    refused.accept("something else than the broker's protocol");
                    return false;
                }
            } else if (remaining > 0) {
                int passed = Math.min(remaining, end - at);
                remaining -= passed;
                at += passed;
            } else if (!announces(bytes.getByte(at++))) {
                refused.accept("a packet longer than any node's");
                return false;
            }
        }
        return true;
    }

    private boolean announces(byte next) {
        length = length << 8 | next & 0xff;
        if (++lengthBytes == LENGTH_BYTES) {
            if (length < 0 || length > LaneConnections.MOST_MESSAGE_BYTES) {
                return false;
            }
            remaining = length;
            length = 0;
            lengthBytes = 0;
        }
        return true;
    }
}
