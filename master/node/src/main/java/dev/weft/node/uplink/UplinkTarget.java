package dev.weft.node.uplink;

import dev.weft.config.endpoint.ConnectingTransport;
import dev.weft.config.endpoint.ConnectingWebSocket;
import dev.weft.config.endpoint.TcpConnectingEndpoint;
import dev.weft.node.NodeFailure;
import dev.weft.node.NodeSettings;
import dev.weft.node.keys.ActivationFile;
import dev.weft.node.keys.NodeKey;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.ClientTls;
import dev.weft.wamp.auth.CryptosignClientAuthenticator;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.serializer.Serializers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the master is. In this order: the activation file, the environment, config.json; where none of them says, the node has no
 * master. Asked before each attempt, so that an activation file that appears later counts.
 */
public final class UplinkTarget {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration JOIN = Duration.ofSeconds(10);

    private final NodeSettings settings;
    private final NodeKey key;
    private final @Nullable ConnectingTransport configured;

    /**
     * @param configured {@code controller.fabric.transport} of config.json
     * @throws NodeFailure for a transport that this build cannot use
     */
    public UplinkTarget(NodeSettings settings, NodeKey key, @Nullable ConnectingTransport configured) {
        this.settings = settings;
        this.key = key;
        this.configured = configured;
        if (configured != null
                && !(configured instanceof ConnectingWebSocket web
                        && web.endpoint() instanceof TcpConnectingEndpoint)) {
            throw new NodeFailure(
                    "config.json/controller/fabric/transport: the uplink needs type 'websocket' over 'tcp'");
        }
    }

    /** The url of the master, or empty where nothing names one. */
    public Optional<String> url() {
        Optional<String> activated = ActivationFile.managementUrl(settings.cbdir());
        if (activated.isPresent()) {
            return activated;
        }
        String variable = settings.environment().get(NodeSettings.FABRIC_URL);
        if (variable != null && !variable.isBlank()) {
            return Optional.of(variable.strip());
        }
        return Optional.ofNullable(configured).map(this::configuredUrl);
    }

    /** As the node logs in: realm null, role {@code node}, by its key. */
    ClientSettings client() {
        String url = url().orElseThrow(() -> new NodeFailure("nothing names a master any more"));
        return ClientSettings.of(url, null, Serializers.cbor())
                .withAuthrole("node")
                .withAuthenticators(List.of(new CryptosignClientAuthenticator(
                        null, key.signing(), Dict.of("channel_binding", "tls-unique"))))
                .withTimeouts(CONNECT, JOIN)
                .withTls(tls());
    }

    /** The endpoint says where to connect, the url what to ask for there. */
    private String configuredUrl(ConnectingTransport transport) {
        URI url = URI.create(String.valueOf(transport.url()));
        if (!(transport.endpoint() instanceof TcpConnectingEndpoint tcp)) {
            return url.toString();
        }
        int port = tcp.port().resolve(settings.environment(), Integer::valueOf);
        String host = tcp.tls() == null ? tcp.host() : tcp.tls().hostname();
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return url.getScheme() + "://" + host + ":" + port + path;
    }

    /** The file is read at each attempt, so that a new authority counts without a restart. */
    private ClientTls tls() {
        String variable = settings.environment().get(NodeSettings.FABRIC_CA);
        if (variable != null && !variable.isBlank()) {
            return ClientTls.trusting(Path.of(variable.strip()));
        }
        if (configured != null
                && configured.endpoint() instanceof TcpConnectingEndpoint tcp
                && tcp.tls() != null
                && !tcp.tls().caCertificates().isEmpty()) {
            Path authorities =
                    settings.cbdir().resolve(tcp.tls().caCertificates().get(0));
            return ClientTls.trusting(authorities);
        }
        return ClientTls.defaults();
    }
}
