package dev.weft.node.worker.auth;

import dev.weft.wamp.link.LinkInfo;
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
        return details;
    }
}
