package dev.weft.fabric.testkit.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weft.fabric.testkit.Checkout;
import dev.weft.fabric.testkit.Peer;
import dev.weft.fabric.testkit.WeftProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image is built without a container engine, and everything that it is for runs in it. */
class ImageIT {

    private static final List<Path> LIBS = Stream.of("operator/cli", "operator/controller")
            .map(module -> Checkout.root().resolve(module).resolve("target/weft/lib"))
            .toList();

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Image image;

    @BeforeAll
    static void build_and_unpack() throws Exception {
        for (Path lib : LIBS) {
            assumeThat(lib).as("mvn package makes it").isDirectory();
        }
        Peer.require(
                "a whole JDK",
                "apt install openjdk-17-jdk-headless",
                folder,
                "test",
                "-d",
                System.getProperty("java.home") + "/jmods");
        Peer.require(
                "a system with dpkg", "the image is composed on Debian or alike", folder, "dpkg-query", "--version");
        Peer.require("the right to mount", "run the tests as root", folder, "unshare", "--mount", "true");
        image = Image.unpack(Image.build(folder.resolve("out")), folder);
    }

    @Test
    void it_says_who_it_is() {
        try (WeftProcess version = start("version")) {
            assertThat(version.await()).as("%s", version).isZero();
            assertThat(version.lines()).anySatisfy(line -> assertThat(line).startsWith("weft "));
        }
        assertThat(image.config())
                .containsEntry("User", "65532:65532")
                .containsEntry("Entrypoint", List.of("/usr/bin/weft"));
        assertThat(Rendered.map(image.config().get("Labels")))
                .containsKeys("org.opencontainers.image.version", "org.opencontainers.image.revision");
    }

    @Test
    void a_master_and_a_node_run_in_it_and_find_each_other() {
        try (WeftProcess keys = start("keys", "generate", "--out", "/data/admin.priv")) {
            assertThat(keys.await()).as("%s", keys).isZero();
        }
        try (WeftProcess master =
                start("master", "--data", "/data/master", "--port", "0", "--superuser", "/data/admin.pub")) {
            String url = master.awaitLine(line -> line.startsWith("master listening on "))
                    .substring("master listening on ".length())
                    .trim();
            try (WeftProcess call = start(
                    "call",
                    "crossbarfabriccenter.mrealm.list_mrealms",
                    "--fabric-url",
                    url,
                    "--key",
                    "/data/admin.priv")) {
                assertThat(call.await()).as("%s", call).isZero();
                assertThat(String.join("", call.lines())).contains("[]");
            }
            try (WeftProcess node = start("node", "--cbdir", "/data/node", "--master", url)) {
                node.awaitLine(line -> line.startsWith("public key "));
                assertThat(node.terminate()).as("%s", node).isZero();
            }
            assertThat(master.terminate()).as("%s", master).isZero();
        }
    }

    @Test
    void operator_and_setup_start_in_it() {
        for (List<String> words :
                List.of(List.of("operator", "--no-such-option"), List.of("setup", "--no-such-option"))) {
            try (WeftProcess process = start(words.toArray(String[]::new))) {
                assertThat(process.await()).as("%s", process).isEqualTo(64);
            }
        }
    }

    @Test
    void nothing_in_it_belongs_to_its_user_but_its_own_folders_and_nothing_is_privileged() throws IOException {
        try (Stream<Path> files = Files.walk(image.root(), new FileVisitOption[0])) {
            files.filter(path -> !Files.isSymbolicLink(path)).forEach(path -> {
                int mode = attribute(path, "unix:mode");
                assertThat(mode & 06000).as("set-id: %s", path).isZero();
                if (!path.endsWith("tmp")) {
                    assertThat(mode & 0002).as("writable by all: %s", path).isZero();
                }
                if (attribute(path, "unix:uid") != 0) {
                    assertThat(path).isDirectory();
                }
            });
        }
    }

    private static int attribute(Path path, String name) {
        try {
            return (Integer) Files.getAttribute(path, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WeftProcess start(String... arguments) {
        try {
            return WeftProcess.by(image.command(), folder, Map.of(), Arrays.asList(arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
