package dev.weft.fabric.testkit.matrix;

import dev.weft.fabric.testkit.Checkout;
import dev.weft.fabric.testkit.Peer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The clients of the matrix. */
enum Clients {
    WEFT(
            "Weft",
            "",
            java(System.getProperty("java.class.path"), "dev.weft.fabric.testkit.matrix.WeftDriver"),
            Connection.of("WebSocket json msgpack cbor", "RawSocket json msgpack cbor"),
            Map.of()),
    AUTOBAHN_JS(
            "autobahn-js",
            "run 'npm ci' in examples/clients/javascript",
            javascript("autobahn-js.mjs"),
            Connection.of("WebSocket json msgpack cbor", "RawSocket json"),
            Map.of()),
    WAMPY(
            "wampy",
            "run 'npm ci' in examples/clients/javascript",
            javascript("wampy.mjs"),
            Connection.of("WebSocket json msgpack cbor"),
            Map.of()),
    AUTOBAHN_PYTHON(
            "Autobahn|Python",
            "install Debian's python3-autobahn",
            List.of("/usr/bin/python3", file("autobahn-python.py").toString()),
            Connection.of("WebSocket json msgpack", "RawSocket json msgpack"),
            Map.of()),
    AUTOBAHN_JAVA(
            "Autobahn|Java",
            "let Maven build this module: it copies the client to target/autobahn-java",
            java(
                    Checkout.root().resolve("master/fabric-testkit/target/autobahn-java") + "/*",
                    file("AutobahnJava.java").toString()),
            Connection.of("WebSocket json msgpack cbor"),
            Map.of(
                    "pattern-based registration", "its callees are told the pattern for the procedure",
                    "publishers are disclosed by rule", "its subscribers are not told of the publisher"));

    private final String title;
    private final String remedy;
    private final List<String> command;
    private final List<Connection> connections;
    private final Map<String, String> lacks;

    Clients(
            String title,
            String remedy,
            List<String> command,
            List<Connection> connections,
            Map<String, String> lacks) {
        this.title = title;
        this.remedy = remedy;
        this.command = command;
        this.connections = connections;
        this.lacks = lacks;
    }

    /** Its name. */
    String title() {
        return title;
    }

    /** The serializers and transports that it has, of those that the router speaks. */
    List<Connection> connections() {
        return connections;
    }

    /** Features that end otherwise with this client, and why: only what its driver cannot know beforehand. */
    Map<String, String> lacks() {
        return lacks;
    }

    /** Skips the test, or fails it, where its driver does not run here. */
    void require() {
        Peer.require(title, remedy, folder(), command.toArray(String[]::new));
    }

    /** @param errors the file that gets what the driver prints to its error output */
    Driver start(Path errors) throws IOException {
        return Driver.start(folder(), command, errors);
    }

    /** Where the packages of JavaScript are found from. */
    private static Path folder() {
        return Checkout.root().resolve("examples/clients/javascript");
    }

    private static List<String> java(String classPath, String program) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                program);
    }

    private static List<String> javascript(String script) {
        try {
            return List.of(
                    "node",
                    "--input-type=module",
                    "-e",
                    Files.readString(file(script)),
                    file("lines.mjs").toUri().toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path file(String name) {
        URL found = Objects.requireNonNull(Clients.class.getResource("/matrix/" + name), name);
        try {
            return Path.of(new URI(found.toString()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
