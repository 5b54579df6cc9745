package dev.weft.transport.longpoll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.TransportMeter;
import dev.weft.wamp.serializer.Serializers;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollCountTest {

    private final PollCount count =
            new PollCount(LongPollSettings.of(List.of(Serializers.json())).withSessions(4, 2), new TransportMeter());

    @Test
    void an_address_has_a_bound_of_its_own_whatever_its_ports() {
        assertThat(count.add(PollCount.address("tcp4:10.0.0.1:1000"))).isTrue();
        assertThat(count.add(PollCount.address("tcp4:10.0.0.1:1001"))).isTrue();
        assertThat(count.add(PollCount.address("tcp4:10.0.0.1:1002"))).isFalse();
        assertThat(count.add(PollCount.address("tcp6:[::1]:1000"))).isTrue();

        count.remove(PollCount.address("tcp4:10.0.0.1:1000"));

        assertThat(count.add(PollCount.address("tcp4:10.0.0.1:1003"))).isTrue();
    }

    @Test
    void who_comes_by_a_unix_socket_counts_in_all_only() {
        String address = PollCount.address("unix:/run/weft.sock");
        for (int i = 0; i < 4; i++) {
            assertThat(count.add(address)).isTrue();
        }
        assertThat(count.add(address)).isFalse();
    }
}
