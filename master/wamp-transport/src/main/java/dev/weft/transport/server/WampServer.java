package dev.weft.transport.server;

import dev.weft.transport.CannotListen;
import dev.weft.transport.Channels;
import dev.weft.transport.Loops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Listens at addresses. One object serves a whole process. */
public final class WampServer {

    private final Loops loops;

    public WampServer(Loops loops) {
        this.loops = loops;
    }

    /** Listens without TLS. The stage fails with {@link CannotListen}. */
    public CompletionStage<Listening> listen(ListenAddress address, ServerProtocol protocol) {
        return listen(address, protocol, null);
    }

    /** Listens. The stage fails with {@link CannotListen}, also for a certificate or key that cannot be read. */
    public CompletionStage<Listening> listen(ListenAddress address, ServerProtocol protocol, @Nullable ServerTls tls) {
        try {
            ConnectionCount connections = new ConnectionCount(protocol.limits().connections());
            ServerBootstrap bootstrap = new ServerBootstrap()
                    .group(loops.group())
                    .childHandler(new ServerPipeline(protocol, tls == null ? null : context(tls), connections));
            return bind(bootstrap, address, connections);
        } catch (CannotListen e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Listening> bind(
            ServerBootstrap bootstrap, ListenAddress address, ConnectionCount connections) {
        SocketAddress local = address instanceof ListenAddress.Tcp tcp
                ? prepare(bootstrap, tcp)
                : prepare(bootstrap, (ListenAddress.Unix) address);
        CompletableFuture<Listening> listening = new CompletableFuture<>();
        bootstrap.bind(local).addListener((ChannelFutureListener) bound -> {
            if (!bound.isSuccess()) {
                listening.completeExceptionally(ListenFailures.explain(address, bound.cause()));
                return;
            }
            try {
                if (address instanceof ListenAddress.Unix unix) {
                    SocketFiles.makePrivate(unix.path());
                }
                listening.complete(new BoundServer(bound.channel(), address, connections));
            } catch (IOException e) {
                bound.channel().close();
                listening.completeExceptionally(ListenFailures.explain(address, e));
            }
        });
        return listening;
    }

    private SocketAddress prepare(ServerBootstrap bootstrap, ListenAddress.Tcp address) {
        bootstrap
                .channel(Channels.tcpServer(loops))
                .option(ChannelOption.SO_BACKLOG, address.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true);
        if (address.use() == ListenAddress.PortUse.SHARED) {
            if (loops.epoll()) {
                bootstrap.option(UnixChannelOption.SO_REUSEPORT, true);
            } else {
                bootstrap.option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true);
            }
        }
        return new InetSocketAddress(address.host(), address.port());
    }

    private SocketAddress prepare(ServerBootstrap bootstrap, ListenAddress.Unix address) {
        SocketFiles.removeStale(address);
        bootstrap.channel(Channels.unixServer(loops)).option(ChannelOption.SO_BACKLOG, address.backlog());
        return Channels.unixAddress(loops, address.path());
    }

    private static SslContext context(ServerTls tls) {
        readable("certificate", tls.certificate());
        readable("key", tls.key());
        X509Certificate[] authorities = authorities(tls);
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(
                            tls.certificate().toFile(), tls.key().toFile())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2");
            if (authorities.length > 0) {
                builder.trustManager(authorities).clientAuth(ClientAuth.REQUIRE);
            }
            return builder.build();
        } catch (IOException | IllegalArgumentException e) {
            throw new CannotListen(
                    "the TLS key " + tls.key() + " or certificate " + tls.certificate()
                            + " cannot be used: both must be PEM, the key PKCS#8 without a password, and they must belong together",
                    e);
        }
    }

    private static X509Certificate[] authorities(ServerTls tls) {
        List<X509Certificate> all = new ArrayList<>();
        for (Path file : tls.clientAuthorities()) {
            readable("authority of clients", file);
            try (InputStream in = Files.newInputStream(file)) {
                int before = all.size();
                for (Certificate certificate :
                        CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    all.add((X509Certificate) certificate);
                }
                if (all.size() == before) {
                    throw new CertificateException("no certificate");
                }
            } catch (IOException | CertificateException e) {
                throw new CannotListen(
                        "the TLS authority of clients " + file + " is no file of certificates in PEM", e);
            }
        }
        return all.toArray(X509Certificate[]::new);
    }

    private static void readable(String what, Path file) {
        if (!Files.isReadable(file)) {
            throw new CannotListen("the TLS " + what + " " + file + " cannot be read", null);
        }
    }
}
