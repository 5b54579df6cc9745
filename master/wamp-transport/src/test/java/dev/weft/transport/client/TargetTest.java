package dev.weft.transport.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void urls_are_taken_apart() {
        assertThat(Target.parse("ws://host/ws?a=b%20c"))
                .isEqualTo(new Target(Target.Kind.WS, "host", 80, "/ws?a=b%20c"));
        assertThat(Target.parse("wss://host")).isEqualTo(new Target(Target.Kind.WSS, "host", 443, "/"));
        assertThat(Target.parse("rs://[::1]:8080")).isEqualTo(new Target(Target.Kind.RS, "::1", 8080, "/"));
        assertThat(Target.parse("unix:/run/a b.sock".replace(" ", "%20")))
                .isEqualTo(new Target(Target.Kind.UNIX, "", 0, "/run/a b.sock"));
    }

    @Test
    void the_host_header_has_the_port_where_it_is_not_the_usual_one() {
        assertThat(Target.parse("ws://host:80/").hostHeader()).isEqualTo("host");
        assertThat(Target.parse("wss://host:80/").hostHeader()).isEqualTo("host:80");
        assertThat(Target.parse("ws://[::1]:9000/").hostHeader()).isEqualTo("[::1]:9000");
    }
}
