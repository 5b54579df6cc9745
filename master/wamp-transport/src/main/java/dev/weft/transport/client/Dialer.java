package dev.weft.transport.client;

import dev.weft.transport.Channels;
import dev.weft.transport.Loops;
import dev.weft.wamp.link.LinkAcceptor;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes links: connects, and runs the opening handshake of the transport. */
final class Dialer {

    private static final int MOST_HEADER_BYTES = 8192;

    private final Loops loops;

    Dialer(Loops loops) {
        this.loops = loops;
    }

    /** Completes when the acceptor is about to get the link; fails when there will be none. */
    CompletionStage<Void> dial(ClientSettings settings, LinkAcceptor acceptor) {
        Opening opening;
        SslContext tls;
        try {
            opening = new Opening(settings, settings.target(), acceptor, new CompletableFuture<>());
            tls = opening.target().isSecure() ? context(settings.tls()) : null;
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        try {
            resolve(opening.target()).whenComplete((address, failure) -> {
                if (failure == null) {
                    connect(opening, tls, address);
                } else {
                    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                    opening.failed(ConnectFailures.text(cause, opening.target()), cause);
                }
            });
        } catch (RejectedExecutionException e) {
            opening.failed("the event loops have been closed", e);
        }
        return opening.opened();
    }

    private CompletionStage<SocketAddress> resolve(Target target) {
        if (target.kind() == Target.Kind.UNIX) {
            return CompletableFuture.completedFuture(Channels.unixAddress(loops, Path.of(target.path())));
        }
        // Looking up a name blocks.
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new InetSocketAddress(InetAddress.getByName(target.host()), target.port());
                    } catch (UnknownHostException e) {
                        throw new CompletionException(e);
                    }
                },
                loops.names());
    }

    private void connect(Opening opening, @Nullable SslContext tls, SocketAddress address) {
        boolean unix = opening.target().kind() == Target.Kind.UNIX;
        int millis = (int) Math.min(opening.settings().connectTimeout().toMillis(), Integer.MAX_VALUE);
        Bootstrap bootstrap = new Bootstrap()
                .group(loops.group())
                .channel(unix ? Channels.unix(loops) : Channels.tcp(loops))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
                .option(ChannelOption.RECVBUF_ALLOCATOR, Channels.reads())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        fill(channel, opening, tls);
                    }
                });
        if (!unix) {
            bootstrap.option(ChannelOption.TCP_NODELAY, true);
        }
        ChannelFuture connected = bootstrap.connect(address);
        connected.addListener(done -> {
            if (!done.isSuccess()) {
                opening.failed(ConnectFailures.text(done.cause(), opening.target()), done.cause());
            }
        });
        Channel channel = connected.channel();
        Future<?> timeout = channel.eventLoop()
                .schedule(
                        () -> {
                            opening.failed(
                                    "no answer within " + millis + " ms. Is it a WAMP router that listens there?",
                                    null);
                            channel.close();
                        },
                        millis,
                        TimeUnit.MILLISECONDS);
        opening.opened().whenComplete((opened, failure) -> {
            timeout.cancel(false);
            if (failure != null) {
                channel.close();
            }
        });
    }

    private static void fill(Channel channel, Opening opening, @Nullable SslContext tls) {
        Target target = opening.target();
        if (tls != null) {
            SslHandler handler = tls.newHandler(channel.alloc(), target.host(), target.port());
            handler.setHandshakeTimeoutMillis(
                    opening.settings().connectTimeout().toMillis());
            channel.pipeline().addLast(handler);
        }
        if (target.isWebSocket()) {
            channel.pipeline()
                    .addLast(new HttpClientCodec(4096, MOST_HEADER_BYTES, MOST_HEADER_BYTES))
                    .addLast(new WebSocketOpening(opening));
        } else {
            channel.pipeline().addLast(new RawSocketOpening(opening));
        }
    }

    private static SslContext context(ClientTls tls) {
        Path authorities = tls.authorities();
        if (authorities != null && !Files.isReadable(authorities)) {
            throw new IllegalArgumentException("the file of TLS authorities " + authorities + " cannot be read");
        }
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .endpointIdentificationAlgorithm("HTTPS");
        if (tls.identity() != null) {
            identify(builder, tls.identity());
        }
        try {
            if (authorities != null) {
                builder.trustManager(authorities.toFile());
            } else if (tls.pem() != null) {
                builder.trustManager(new ByteArrayInputStream(tls.pem().getBytes(StandardCharsets.UTF_8)));
            }
            return builder.build();
        } catch (IOException | IllegalArgumentException e) {
            String what = authorities == null ? "text" : "file";
            throw new IllegalArgumentException(
                    "the " + what + " of TLS authorities " + (authorities == null ? "" : authorities + " ")
                            + "is not one of certificates in PEM",
                    e);
        }
    }

    private static void identify(SslContextBuilder builder, ClientTls.Identity identity) {
        try {
            builder.keyManager(identity.certificate().toFile(), identity.key().toFile());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the client's TLS key " + identity.key() + " or certificate " + identity.certificate()
                            + " cannot be used: both must be PEM, the key PKCS#8 without a password",
                    e);
        }
    }
}
