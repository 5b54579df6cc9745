package dev.weft.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.node.channel.Report;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListeningTextTest {

    private static String text(String type, Map<String, Object> endpoint) {
        return ListeningText.of(new Report(
                Report.Subject.ROUTER_TRANSPORT,
                Report.Phase.STARTED,
                List.of("t"),
                Map.of("type", type, "endpoint", endpoint),
                null));
    }

    @Test
    void names_scheme_address_and_port() {
        assertThat(text("websocket", Map.of("type", "tcp", "interface", "127.0.0.1", "port", 8080L)))
                .isEqualTo("transport 't' listens at ws://127.0.0.1:8080");
        assertThat(text("web", Map.of("type", "tcp", "port", 443L, "version", 6L, "tls", Map.of("key", "k"))))
                .isEqualTo("transport 't' listens at https://[::]:443");
        assertThat(text("rawsocket", Map.of("type", "unix", "path", "raw.sock")))
                .endsWith("at unix:raw.sock");
        assertThat(text("universal", Map.of("type", "tcp", "port", 1L))).endsWith("at tcp:0.0.0.0:1");
    }
}
