package dev.weft.cli.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cli.CliFailure;
import dev.weft.cli.run.FollowCounters;
import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.follow.WebhookSecret;
import dev.weft.sources.git.state.Applied;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusServerIT {

    private static final String SECRET = "0123456789abcdef-secret";
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String HASH = "3fa9c1d2e4b5a6978877665544332211aabbccdd";

    private final HttpClient client = HttpClient.newHttpClient();
    private final GitWatchState state = new GitWatchState();
    private final FollowCounters counters = new FollowCounters();
    private final AtomicInteger webhooks = new AtomicInteger();
    private @Nullable StatusServer server;

    @BeforeEach
    void start() {
        server = start(Optional.of(WebhookSecret.of(SECRET)));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void it_says_what_is_in_force_and_what_is_wrong() throws Exception {
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/healthz").statusCode()).isEqualTo(200);

        state.onAttempt(NOON);
        state.onFetched(NOON);
        state.onInForce(HASH, List.of(new Applied(NOON, HASH, "Add \"line\"")), NOON);
        assertThat(get("/readyz").body()).contains("the master is not connected");
        state.onFailure("UNVERIFIED", "commit 77 is not signed");

        assertThat(get("/metrics").body())
                .contains("weft_source_looks_total{result=\"ok\"} 1")
                .contains("weft_source_looks_total{result=\"unverified\"} 1")
                .contains("weft_source_healthy 0")
                .contains("weft_source_revision_info{revision=\"" + HASH + "\"} 1")
                .contains("weft_source_last_success_timestamp_seconds " + NOON.getEpochSecond())
                .contains("weft_master_connected 0");
        assertThat(get("/history").body())
                .contains(
                        "\"revision\": \"" + HASH + "\"",
                        "\"trouble\": \"commit 77 is not signed\"",
                        "Add \\\"line\\\"");
        state.onFetched(NOON);
        assertThat(get("/metrics").body()).contains("weft_source_healthy 1");
    }

    @Test
    void health_fails_when_nobody_looks_any_more() throws Exception {
        state.onAttempt(NOON.minus(Duration.ofHours(2)));

        assertThat(get("/healthz").statusCode()).isEqualTo(503);
        assertThat(get("/healthz").body()).contains("nobody looked at the repository since");
    }

    @Test
    void a_webhook_counts_only_with_the_secret() throws Exception {
        String body = "{\"after\": \"whatever\"}";
        assertThat(post(body, "X-Hub-Signature-256", "sha256=" + hmac(body)).statusCode())
                .isEqualTo(202);
        assertThat(post(body, "X-Gitea-Signature", hmac(body)).statusCode()).isEqualTo(202);
        assertThat(post(body, "X-Gitlab-Token", SECRET).statusCode()).isEqualTo(202);
        assertThat(webhooks).hasValue(3);

        assertThat(post(body + " ", "X-Hub-Signature-256", "sha256=" + hmac(body))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(body, "X-Hub-Signature-256", "sha1=" + hmac(body)).statusCode())
                .isEqualTo(403);
        assertThat(post(body, "X-Gitea-Signature", "no hex").statusCode()).isEqualTo(403);
        assertThat(post(body, "X-Gitlab-Token", "wrong").statusCode()).isEqualTo(403);
        assertThat(post(body, "X-Other", "x").statusCode()).isEqualTo(403);
        assertThat(get("/webhook").statusCode()).isEqualTo(405);
        assertThat(post("x".repeat(1024 * 1024 + 1), "X-Gitlab-Token", SECRET).statusCode())
                .isEqualTo(413);
        assertThat(webhooks).hasValue(3);
    }

    @Test
    void without_a_secret_there_is_no_webhook_and_elsewhere_there_is_nothing() throws Exception {
        stop();
        server = start(Optional.empty());

        assertThat(post("{}", "X-Gitlab-Token", "").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/healthz/more").statusCode()).isEqualTo(404);
    }

    @Test
    void an_address_that_cannot_be_had_is_told() {
        String taken = server == null ? "" : server.url().substring("http://".length());

        assertThatThrownBy(() -> StatusServer.start(taken, pages(Optional.empty())))
                .isInstanceOfSatisfying(
                        CliFailure.class, failure -> assertThat(failure.text()).contains("cannot listen on"));
        for (String wrong : List.of("8080", ":8080", "127.0.0.1:x", "127.0.0.1:99999")) {
            assertThatThrownBy(() -> StatusServer.start(wrong, pages(Optional.empty())))
                    .isInstanceOfSatisfying(
                            CliFailure.class,
                            failure -> assertThat(failure.status()).isEqualTo(64));
        }
        assertThatThrownBy(() -> WebhookSecret.of("short")).isInstanceOf(GitFailure.class);
    }

    private StatusServer start(Optional<WebhookSecret> secret) {
        return StatusServer.start("127.0.0.1:0", pages(secret));
    }

    private StatusServer.Pages pages(Optional<WebhookSecret> secret) {
        StatusPages pages = new StatusPages(state, counters, Duration.ofMinutes(1), Clock.fixed(NOON, ZoneOffset.UTC));
        return new StatusServer.Pages(
                pages::healthz, pages::readyz, pages::metrics, pages::history, secret, webhooks::incrementAndGet);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body, String header, String value) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri("/webhook"))
                        .header(header, value)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create((server == null ? "" : server.url()) + path);
    }

    private static String hmac(String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
