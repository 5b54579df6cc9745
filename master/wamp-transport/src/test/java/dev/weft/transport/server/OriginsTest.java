package dev.weft.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OriginsTest {

    private static boolean allows(String pattern, String origin) {
        return new Origins(List.of(pattern)).allows(origin);
    }

    @Test
    void scheme_host_and_port_all_count() {
        assertThat(allows("https://example.com", "https://example.com")).isTrue();
        assertThat(allows("https://example.com", "https://EXAMPLE.com:443")).isTrue();
        assertThat(allows("https://example.com", "http://example.com")).isFalse();
        assertThat(allows("https://example.com", "https://example.com:8443")).isFalse();
        assertThat(allows("https://example.com", "https://example.com.evil.org"))
                .isFalse();
        assertThat(allows("https://example.com", "https://exampleXcom")).isFalse();
    }

    @Test
    void a_star_stands_for_a_part() {
        assertThat(allows("https://*.example.com", "https://a.b.example.com")).isTrue();
        assertThat(allows("https://*.example.com", "https://example.com")).isFalse();
        assertThat(allows("https://*.example.com", "https://evil.org/.example.com"))
                .isFalse();
        assertThat(allows("http://localhost:*", "http://localhost:8080")).isTrue();
        assertThat(allows("http://localhost:*", "http://localhost")).isTrue();
        assertThat(allows("*://localhost:8080", "https://localhost:8080")).isTrue();
        assertThat(allows("localhost", "https://localhost")).isTrue();
        assertThat(allows("localhost", "https://localhost:81")).isFalse();
    }

    @Test
    void the_lone_star_allows_all_and_null_must_be_named() {
        assertThat(allows("*", "https://anything:1")).isTrue();
        assertThat(allows("*", "null")).isTrue();
        assertThat(allows("https://*", "null")).isFalse();
        assertThat(allows("null", "null")).isTrue();
        assertThat(new Origins(List.of()).allows("https://example.com")).isFalse();
    }
}
