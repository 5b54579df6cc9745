package dev.weft.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.desired.Desired;
import dev.weft.sources.yaml.FleetDocuments;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpTextTest {

    private static final Path QUICKSTART = Path.of("../../examples/quickstart");

    @Test
    void it_says_where_to_connect_what_to_open_what_to_type_and_how_to_end() {
        Desired desired = FleetDocuments.load(List.of(QUICKSTART.toString()), InputStream.nullInputStream())
                .desired()
                .orElseThrow();

        String text = new UpText(Path.of("examples/quickstart"), desired, ".weft/up/quickstart").ready(0, 64);

        assertThat(text)
                .contains("ready: 2 nodes, 19 objects, after 6.4 s")
                .contains("ws://127.0.0.1:8080/ws", "ws://127.0.0.1:8081/machines", "http://127.0.0.1:8081/info")
                .contains("open       http://127.0.0.1:8080/\n")
                .contains(" reconcile --dry-run -f examples/quickstart\n")
                .contains("data       .weft/up/quickstart", "end        Ctrl-C");
    }

    @Test
    void it_does_not_call_ready_what_is_not() {
        Desired desired = FleetDocuments.load(List.of(QUICKSTART.toString()), InputStream.nullInputStream())
                .desired()
                .orElseThrow();

        assertThat(new UpText(QUICKSTART, desired, "x").ready(3, 0)).contains("not all of it is as the documents say");
    }
}
