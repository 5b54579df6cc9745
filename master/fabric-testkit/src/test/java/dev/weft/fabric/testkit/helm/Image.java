package dev.weft.fabric.testkit.helm;

import dev.weft.fabric.testkit.Checkout;
import dev.weft.fabric.testkit.Peer;
import dev.weft.wamp.serializer.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An image file, unpacked the way a container engine does it, whose entry point can be started in it: as its user, with nothing of this
 * machine's to be seen but devices and processes, and with a root that cannot be written to.
 *
 * @param root folder with all layers
 * @param config what a container engine is told
 */
record Image(Path root, Map<String, Object> config) {

    private static final Path BUILD = Checkout.root().resolve("helm/image/build");

    /** Builds from the jars that are there. */
    static Path build(Path output) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        BUILD.toString(), "--skip-maven", "--skip-sbom", "--output", output.toString())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("helm/image/build ended with " + process.exitValue() + "\n" + out);
        }
        try (Stream<Path> files = Files.list(output)) {
            return files.filter(file -> file.toString().endsWith(".tar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static Image unpack(Path file, Path folder) throws IOException, InterruptedException {
        Path layers = Files.createDirectories(folder.resolve("layers"));
        Path root = Files.createDirectories(folder.resolve("root"));
        Peer.run(folder, "tar", "-xf", file.toString(), "-C", layers.toString());
        Map<String, Object> manifest = Rendered.map(
                Rendered.list(json(layers.resolve("manifest.json"))).get(0));
        for (Object layer : Rendered.list(manifest.get("Layers"))) {
            Peer.run(
                    folder,
                    "tar",
                    "-xpf",
                    layers.resolve(String.valueOf(layer)).toString(),
                    "--numeric-owner",
                    "-C",
                    root.toString());
        }
        Map<String, Object> all = Rendered.map(json(layers.resolve(String.valueOf(manifest.get("Config")))));
        return new Image(root, Rendered.map(all.get("config")));
    }

    /**
     * The command that runs the entry point; its arguments go behind it. Must be started by root. {@code /data} can be written to; it is
     * the folder {@code data} beside {@link #root}.
     */
    List<String> command() throws IOException {
        Path data = Files.createDirectories(root.resolveSibling("data"));
        String script = """
                set -e
                root=$1 data=$2 user=$3 entry=$4; shift 4
                mount --make-rprivate /
                mount --bind "$root" "$root"
                mount --rbind /dev "$root/dev"
                mount -t proc proc "$root/proc"
                mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
                mkdir -p "$root/data"; mount --bind "$data" "$root/data"; chown "$user" "$data"
                mount -o remount,bind,ro "$root"
                exec chroot --userspec="$user" "$root" "$entry" "$@"
                """;
        List<String> command = new ArrayList<>(List.of("env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"));
        Rendered.list(config.get("Env")).stream()
                .map(String::valueOf)
                .filter(variable -> !variable.startsWith("PATH="))
                .forEach(command::add);
        command.addAll(List.of("unshare", "--mount", "sh", "-c", script, "sh", root.toString(), data.toString()));
        command.add(String.valueOf(config.get("User")));
        command.add(String.valueOf(Rendered.list(config.get("Entrypoint")).get(0)));
        return command;
    }

    private static Object json(Path file) throws IOException {
        return Objects.requireNonNull(JsonText.read(Files.readAllBytes(file)));
    }
}
