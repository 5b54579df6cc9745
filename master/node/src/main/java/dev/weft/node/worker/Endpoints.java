package dev.weft.node.worker;

import dev.weft.config.endpoint.ListeningEndpoint;
import dev.weft.config.endpoint.ListeningTls;
import dev.weft.config.endpoint.TcpListeningEndpoint;
import dev.weft.config.endpoint.UnixListeningEndpoint;
import dev.weft.node.procedure.Refusals;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.ListenAddress.PortUse;
import dev.weft.transport.server.ServerTls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a configured endpoint to addresses that are tried in turn. */
final class Endpoints {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

    /** All interfaces, as Crossbar.io does where none is named. */
    private static final String ANY_4 = "0.0.0.0";

    private static final String ANY_6 = "::";

    private final Path cbdir;
    private final Map<String, String> environment;

    Endpoints(Path cbdir, Map<String, String> environment) {
        this.cbdir = cbdir;
        this.environment = environment;
    }

    /** The port first, where there is one, then those of the range. */
    List<ListenAddress> addresses(ListeningEndpoint endpoint) {
        if (endpoint instanceof TcpListeningEndpoint tcp) {
            if (tcp.userTimeout() != null) {
                throw Refusals.unavailable("'user_timeout' of an endpoint");
            }
            return tcp(tcp);
        }
        if (endpoint instanceof UnixListeningEndpoint unix) {
            return List.of(new ListenAddress.Unix(cbdir.resolve(unix.path()), unix.backlog()));
        }
        throw Refusals.unavailable("an endpoint that is neither tcp nor unix");
    }

    @Nullable
    ServerTls tls(ListeningEndpoint endpoint) {
        ListeningTls tls = endpoint instanceof TcpListeningEndpoint tcp ? tcp.tls() : null;
        if (tls == null) {
            return null;
        }
        if (tls.dhparam() != null) {
            LOG.info("the TLS file {} is not used: the groups of RFC 7919 are negotiated instead", tls.dhparam());
        }
        return new ServerTls(cbdir.resolve(tls.certificate()), cbdir.resolve(tls.key()))
                .withChain(files(tls.chainCertificates()))
                .withAuthorities(files(tls.caCertificates()))
                .withCiphers(ciphers(tls.ciphers()));
    }

    private List<Path> files(List<String> names) {
        return names.stream().map(cbdir::resolve).toList();
    }

    /** A list of OpenSSL: names with colons between them. */
    private static List<String> ciphers(@Nullable String list) {
        return list == null
                ? List.of()
                : Stream.of(list.split("[:, ]+"))
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    private List<ListenAddress> tcp(TcpListeningEndpoint tcp) {
        Set<Integer> ports = new LinkedHashSet<>();
        if (tcp.port() != null) {
            ports.add(tcp.port().resolve(environment, Integer::valueOf));
        }
        if (tcp.portrange().size() == 2) {
            for (int port = tcp.portrange().get(0); port <= tcp.portrange().get(1); port++) {
                ports.add(port);
            }
        }
        String host = tcp.interfaceAddress() != null ? tcp.interfaceAddress() : tcp.version() == 6 ? ANY_6 : ANY_4;
        List<ListenAddress> addresses = new ArrayList<>();
        for (int port : ports) {
            addresses.add(new ListenAddress.Tcp(
                    host, port, tcp.backlog(), tcp.shared() ? PortUse.SHARED : PortUse.EXCLUSIVE));
        }
        return addresses;
    }
}
