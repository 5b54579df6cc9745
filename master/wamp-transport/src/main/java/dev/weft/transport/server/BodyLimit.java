package dev.weft.transport.server;

import dev.weft.transport.TransportBound;
import dev.weft.transport.channel.Metering;
import dev.weft.transport.channel.Peers;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/** Gathers the body of a request, up to so many bytes: what has more is answered with 413. */
final class BodyLimit extends HttpObjectAggregator {

    BodyLimit(int bytes) {
        super(bytes, true);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) throws Exception {
        Metering.of(ctx.channel())
                .onReached(
                        TransportBound.REQUEST_SIZE,
                        Peers.text(ctx.channel()),
                        "a request with a body of more than " + maxContentLength() + " bytes");
        super.handleOversizedMessage(ctx, oversized);
    }
}
