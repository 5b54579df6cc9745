package dev.weft.node.worker.auth;

import dev.weft.wamp.link.ClientCertificate;
import dev.weft.wamp.link.LinkInfo;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How authenticators are told about a connection: {@code transport} of their details, as Crossbar.io has it. */
final class LinkDetails {

    /** They are as good as passwords. */
    private static final Set<String> SECRET_HEADERS = Set.of("cookie", "authorization", "proxy-authorization");

    private LinkDetails() {}

    static Map<String, @Nullable Object> of(LinkInfo link) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("type", link.transport());
        details.put("channel_serializer", link.serializer());
        details.put("peer", link.peer());
        details.put("is_secure", link.secure());
        Map<String, String> headers = new LinkedHashMap<>(link.headers());
        headers.keySet().removeAll(SECRET_HEADERS);
        details.put("http_headers_received", headers.isEmpty() ? null : headers);
        details.put("client_cert", link.clientCertificate() == null ? null : of(link.clientCertificate()));
        return details;
    }

    private static Map<String, @Nullable Object> of(ClientCertificate certificate) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("sha1", colons(certificate.sha1()));
        details.put("sha256", colons(certificate.sha256()));
        details.put("subject", certificate.subject());
        return details;
    }

    /** As Crossbar.io writes fingerprints: upper-case digits, a colon between bytes. */
    private static String colons(String hex) {
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(HexFormat.of().parseHex(hex));
    }
}
