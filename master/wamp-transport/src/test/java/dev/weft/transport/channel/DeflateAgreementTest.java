package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.transport.Deflate;
import dev.weft.transport.Deflate.BeforeSession;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateAgreementTest {

    private static final Deflate STRICT = new Deflate(true, 10, true, 11, BeforeSession.REFUSED);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate                                    | permessage-deflate",
                "permessage-deflate; client_max_window_bits            | permessage-deflate",
                "permessage-deflate; client_max_window_bits=12         | permessage-deflate; client_max_window_bits=12",
                "permessage-deflate; server_max_window_bits=8          | permessage-deflate; server_max_window_bits=8",
                "permessage-deflate; server_max_window_bits=\"9\"      | permessage-deflate; server_max_window_bits=9",
                "permessage-deflate ; server_no_context_takeover;client_no_context_takeover"
                        + " | permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                "permessage-bzip2, permessage-deflate                  | permessage-deflate"
            })
    void what_a_client_offers_is_agreed_to(String offer, String answer) {
        assertThat(accept(offer, Deflate.defaults())).hasValue(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=7",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_max_window_bits=08",
                "permessage-deflate; client_max_window_bits=+9",
                "permessage-deflate; client_no_context_takeover=1",
                "permessage-deflate; server_no_context_takeover=true",
                "permessage-deflate; memory_level=9",
                "permessage-deflate; client_max_window_bits; client_max_window_bits",
                "Permessage-Deflate",
                "x-webkit-deflate-frame"
            })
    void offers_that_are_not_valid_count_for_nothing(String offer) {
        assertThat(accept(offer, Deflate.defaults())).isEmpty();
        assertThat(DeflateAgreement.accept(List.of(), Deflate.defaults())).isEmpty();
        assertThat(accept(offer + ", permessage-deflate", Deflate.defaults())).hasValue("permessage-deflate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "permessage-deflate;",
                "permessage-deflate; x=",
                "permessage-deflate; x=\"a b\"",
                "permessage-deflate; x=\"9",
                "permessage-deflate,,",
                "permessage deflate",
                "permessage-deflate; x=\"\""
            })
    void headers_that_are_no_list_of_extensions_are_malformed(String header) {
        assertThatThrownBy(() -> accept(header, Deflate.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("malformed");
    }

    @Test
    void what_the_server_wants_is_in_its_answer_and_insisted_on() {
        assertThat(accept("permessage-deflate", STRICT)).isEmpty();
        assertThat(accept("permessage-deflate, permessage-deflate; client_max_window_bits=9", STRICT))
                .hasValue("permessage-deflate; server_no_context_takeover; client_no_context_takeover;"
                        + " server_max_window_bits=10; client_max_window_bits=9");
    }

    @Test
    void a_client_asks_for_what_it_wants() {
        assertThat(DeflateAgreement.offer(Deflate.defaults())).isEqualTo("permessage-deflate; client_max_window_bits");
        assertThat(DeflateAgreement.offer(STRICT))
                .isEqualTo("permessage-deflate; server_no_context_takeover; client_no_context_takeover;"
                        + " server_max_window_bits=11; client_max_window_bits=10");
    }

    @Test
    void a_client_does_as_the_server_answered() {
        assertThat(conclude(
                        "permessage-deflate; client_max_window_bits=9; server_max_window_bits=10", Deflate.defaults()))
                .isEqualTo(new DeflateAgreement(false, 10, false, 9));
        assertThat(conclude("permessage-deflate; server_no_context_takeover; server_max_window_bits=11", STRICT))
                .isEqualTo(new DeflateAgreement(true, 11, true, 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate; unknown",
                "permessage-deflate, permessage-deflate",
                "permessage-bzip2",
                "permessage-deflate; server_max_window_bits=20",
                "permessage-deflate;"
            })
    void a_client_refuses_answers_that_do_not_fit(String answer) {
        assertThatThrownBy(() -> conclude(answer, Deflate.defaults())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_client_refuses_a_server_that_does_not_do_as_asked() {
        assertThatThrownBy(() -> conclude("permessage-deflate; server_max_window_bits=11", STRICT))
                .hasMessageContaining("did not agree");
        assertThatThrownBy(() -> conclude("permessage-deflate; server_no_context_takeover", STRICT))
                .hasMessageContaining("did not agree");
    }

    private static Optional<String> accept(String offer, Deflate ours) {
        return DeflateAgreement.accept(List.of(offer), ours).map(DeflateAgreement::answer);
    }

    private static DeflateAgreement conclude(String answer, Deflate ours) {
        return DeflateAgreement.conclude(List.of(answer), ours);
    }
}
