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
import org.jspecify.annotations.Nullable;

/** From a configured endpoint to addresses that are tried in turn. */
final class Endpoints {

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
        if (!tls.chainCertificates().isEmpty()) {
            throw Refusals.unavailable(
                    "'chain_certificates' (append the chain to the file of 'certificate' instead); this list");
        }
        if (tls.ciphers() != null || tls.dhparam() != null) {
            throw Refusals.unavailable("'ciphers' or 'dhparam' of an endpoint");
        }
        return new ServerTls(
                cbdir.resolve(tls.certificate()),
                cbdir.resolve(tls.key()),
                tls.caCertificates().stream().map(cbdir::resolve).toList());
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
