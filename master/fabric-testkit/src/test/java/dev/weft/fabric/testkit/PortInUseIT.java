package dev.weft.fabric.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A port that somebody else holds: found while applying. What needs it is blocked, the rest is done, and the next run completes it. */
class PortInUseIT {

    private static final Duration HEALED = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void what_needs_the_port_is_blocked_and_the_rest_is_done() throws Exception {
        try (LocalFabric fabric = LocalFabric.start(folder)) {
            Site site = Site.start(fabric, "edge1");
            String documents = site.documents().toString();
            await().atMost(HEALED)
                    .until(() -> fabric.onFabric("reconcile", "--require-online", "-f", documents)
                                    .status()
                            == 0);
            int free = Site.freePort();
            try (ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                site.edit("    transports:\n", """
                            transports:
                            - id: web
                              type: web
                              endpoint: {type: tcp, interface: 127.0.0.1, port: %d}
                              paths:
                                info: {type: nodeinfo}
                                ws: {type: websocket}
                            - id: raw
                              type: rawsocket
                              endpoint: {type: tcp, interface: 127.0.0.1, port: %d}
                        """.formatted(held.getLocalPort(), free)
                        .indent(0));

                LocalFabric.Finished partly =
                        fabric.onFabric("reconcile", "-f", documents).requireStatus(3);

                String transport = "plant/edge1/worker/router1/transport/";
                assertThat(partly.out())
                        .contains(transport + "raw: done")
                        .contains(transport + "web/service/info: blocked: blocked by '" + transport + "web'")
                        .contains(transport + "web/service/ws: blocked: blocked by '" + transport + "web'");
                assertThat(partly.out().lines().filter(line -> line.contains(transport + "web: failed")))
                        .singleElement()
                        .asString()
                        .contains(String.valueOf(held.getLocalPort()), "in use", "choose another port");
                if (Files.isReadable(Path.of("/proc/net/tcp"))) {
                    assertThat(partly.out())
                            .contains("process " + ProcessHandle.current().pid());
                }
                assertThat(site.answers("edge1")).as("what ran before runs on").isTrue();
            }

            fabric.onFabric("reconcile", "-f", documents).requireStatus(0);
            fabric.onFabric("reconcile", "--dry-run", "-f", documents).requireStatus(0);
            assertThat(site.answers("edge1")).isTrue();
        }
    }
}
