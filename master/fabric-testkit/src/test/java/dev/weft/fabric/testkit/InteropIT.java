package dev.weft.fabric.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients of {@code examples/clients} against the quickstart: each registers, calls, publishes, subscribes, and is refused once. */
class InteropIT {

    private static final List<String> LINES = List.of(
            "registered com.plant.multiply",
            "event com.plant.measured: 21.5",
            "called com.plant.multiply(6, 7): 42",
            "an operator may not register: wamp.error.not_authorized");

    @TempDir
    static Path folder;

    private static Quickstart quickstart;

    @BeforeAll
    static void up() {
        quickstart = Quickstart.start(folder);
    }

    @AfterAll
    static void down() {
        quickstart.close();
    }

    @Test
    void autobahn_js_works_through_the_declared_transport() throws Exception {
        assertThat(Autobahn.runJavascript("client.mjs", address())).contains(LINES);
    }

    @Test
    void autobahn_python_works_through_the_declared_transport() throws Exception {
        assertThat(Autobahn.runPython("client.py", address())).contains(LINES);
    }

    @Test
    void the_java_client_works_through_the_declared_transport() throws Exception {
        assertThat(java("Example.java")).contains(LINES);
    }

    @Test
    void the_ten_lines_of_java_work() throws Exception {
        assertThat(java("TenLines.java")).contains("Reading[machine=press, value=21.5]", "42");
    }

    private static String java(String program) throws Exception {
        return Peer.run(
                Autobahn.CLIENTS.resolve("java"),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program,
                address());
    }

    private static String address() {
        return "127.0.0.1:" + quickstart.port1();
    }
}
