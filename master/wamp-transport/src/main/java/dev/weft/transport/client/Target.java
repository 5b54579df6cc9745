package dev.weft.transport.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A url taken apart.
 *
 * @param host of a Unix domain socket: empty
 * @param port of a Unix domain socket: 0
 * @param path with the query where there is one; of a Unix domain socket: its file
 */
record Target(Kind kind, String host, int port, String path) {

    /** What the scheme says. */
    enum Kind {
        WS,
        WSS,
        RS,
        RSS,
        UNIX
    }

    /** @throws IllegalArgumentException for a url that none of the schemes allows */
    static Target parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw wrong(url, e.getReason());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "ws" -> network(Kind.WS, uri, 80);
            case "wss" -> network(Kind.WSS, uri, 443);
            case "rs" -> network(Kind.RS, uri, -1);
            case "rss" -> network(Kind.RSS, uri, -1);
            case "unix" -> unix(uri);
            default -> throw wrong(url, "the scheme must be ws, wss, rs, rss or unix");
        };
    }

    private static Target network(Kind kind, URI uri, int defaultPort) {
        String host = uri.getHost();
        if (host == null || host.isEmpty()) {
            throw wrong(uri.toString(), "the host is missing");
        }
        if (uri.getUserInfo() != null) {
            throw wrong(uri.getScheme() + "://…@" + host, "a url must not hold credentials");
        }
        int port = uri.getPort() < 0 ? defaultPort : uri.getPort();
        if (port < 1 || port > 65535) {
            throw wrong(uri.toString(), "a port between 1 and 65535 is needed");
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Target(kind, bare, port, uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    private static Target unix(URI uri) {
        if (uri.getPath() == null || !uri.getPath().startsWith("/")) {
            throw wrong(uri.toString(), "an absolute path is needed: unix:/run/weft.sock");
        }
        return new Target(Kind.UNIX, "", 0, uri.getPath());
    }

    private static IllegalArgumentException wrong(String url, String why) {
        return new IllegalArgumentException("the url " + url + " cannot be used: " + why);
    }

    boolean isWebSocket() {
        return kind == Kind.WS || kind == Kind.WSS;
    }

    /** True over TLS. */
    boolean isSecure() {
        return kind == Kind.WSS || kind == Kind.RSS;
    }

    /** For the {@code Host} header: without the port where it is the default one. */
    String hostHeader() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        boolean usual = (kind == Kind.WS && port == 80) || (kind == Kind.WSS && port == 443);
        return usual ? name : name + ":" + port;
    }

    /** For messages to people. */
    String place() {
        return kind == Kind.UNIX ? path : host + ":" + port;
    }
}
