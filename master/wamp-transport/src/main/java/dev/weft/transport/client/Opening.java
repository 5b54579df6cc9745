package dev.weft.transport.client;

import dev.weft.transport.ConnectFailed;
import dev.weft.transport.channel.Framing;
import dev.weft.transport.channel.LinkSetup;
import dev.weft.transport.channel.LinkUse;
import dev.weft.transport.channel.Peers;
import dev.weft.transport.channel.SlowPeer;
import dev.weft.transport.channel.TlsFacts;
import dev.weft.wamp.link.LinkAcceptor;
import dev.weft.wamp.link.LinkInfo;
import io.netty.channel.Channel;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A connection on its way to a link: what the opening handlers need, and whom they tell. */
record Opening(ClientSettings settings, Target target, LinkAcceptor acceptor, CompletableFuture<Void> opened) {

    void failed(String why, @Nullable Throwable cause) {
        opened.completeExceptionally(new ConnectFailed("cannot connect to " + settings.url() + ": " + why, cause));
    }

    /** The handshake is done; false: nobody waits for it any more. */
    boolean succeeded() {
        return opened.complete(null);
    }

    LinkSetup setup(Channel channel, Framing framing) {
        TlsFacts tls = TlsFacts.ofClient(channel.pipeline());
        LinkInfo info = new LinkInfo(
                target.isWebSocket() ? "websocket" : "rawsocket",
                settings.serializer().name(),
                target.kind() == Target.Kind.UNIX ? "unix:" + target.path() : Peers.text(channel),
                tls.secure(),
                tls.channelIds(),
                Map.of(),
                null,
                null);
        LinkUse use = new LinkUse.Wamp(settings.serializer(), acceptor);
        return new LinkSetup(use, framing, settings.limits(), settings.keepalive(), info, SlowPeer.WAIT);
    }
}
