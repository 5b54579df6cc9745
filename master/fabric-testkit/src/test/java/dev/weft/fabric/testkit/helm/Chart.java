package dev.weft.fabric.testkit.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import dev.weft.fabric.testkit.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The chart, rendered by Helm without any cluster. */
final class Chart {

    /** The value sets that have golden files. */
    static final List<String> SETS =
            List.of("default", "external-master", "ha", "locked-down", "observability", "gitops");

    static final Path FOLDER = Checkout.root().resolve("helm/weft");
    static final String RELEASE = "weft";
    static final String NAMESPACE = "weft-system";

    private static final Pattern HOOK = Pattern.compile("helm\\.sh/hook(?=:)");

    private Chart() {}

    /** What is installed for one of {@link #SETS}. */
    static Rendered of(String set) {
        try {
            Path copy = copy();
            Files.writeString(copy.resolve("values.yaml"), new Yaml().dump(merged(set)));
            String manifests = new Helm(copy)
                    .template()
                    .withName(RELEASE)
                    .withNamespace(NAMESPACE)
                    .call();
            delete(copy);
            return Rendered.parse(manifests, notes(valuesFile(set), Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the user is told for the defaults and these values; throws what Helm refuses them with. */
    static String notesWith(Map<String, String> values) {
        return notes(valuesFile("default"), values);
    }

    static Path valuesFile(String set) {
        return resource("values/" + set + ".yaml");
    }

    /** A file of this package's test resources. */
    static Path resource(String name) {
        URL url = Objects.requireNonNull(Chart.class.getResource("/helm/" + name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String notes(Path valuesFile, Map<String, String> values) {
        InstallCommand install = new Helm(FOLDER)
                .install()
                .clientOnly()
                .dryRun()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withValuesFile(valuesFile);
        values.forEach(install::set);
        String report = install.call().getOutput();
        return report.substring(report.indexOf("NOTES:\n") + "NOTES:\n".length())
                        .strip() + "\n";
    }

    /**
     * The chart for rendering: without the annotations of hooks, which this library's template command leaves out.
     */
    private static Path copy() throws IOException {
        Path copy = Files.createTempDirectory("chart");
        try (Stream<Path> files = Files.walk(FOLDER, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path place = copy.resolve(FOLDER.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(place);
                } else {
                    Files.writeString(place, HOOK.matcher(text(file)).replaceAll("example.com/hook"));
                }
            }
        }
        return copy;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The chart's values with those of the set over them, as Helm does it. */
    private static Map<String, Object> merged(String set) {
        Map<String, Object> values = Rendered.map(new Yaml().load(text(FOLDER.resolve("values.yaml"))));
        merge(values, Rendered.map(new Yaml().load(text(valuesFile(set)))));
        return values;
    }

    private static void merge(Map<String, Object> into, Map<String, Object> from) {
        from.forEach((key, value) -> {
            if (value instanceof Map<?, ?> && into.get(key) instanceof Map<?, ?>) {
                Map<String, Object> inner = Rendered.map(into.get(key));
                merge(inner, Rendered.map(value));
                into.put(key, inner);
            } else {
                into.put(key, value);
            }
        });
    }
}
