package dev.weft.fabric.testkit.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.weft.fabric.testkit.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the chart renders, to the letter. */
class ChartTest {

    private static final boolean UPDATE = "update".equals(System.getProperty("weft.golden"));
    private static final Path GOLDEN = Checkout.root().resolve("master/fabric-testkit/src/test/resources/helm/golden");

    static final List<String> SETS = Chart.SETS;

    @Test
    void helm_finds_nothing_to_complain_about() {
        LintResult result = new Helm(Chart.FOLDER).lint().strict().quiet().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("SETS")
    void manifests_and_notes_are_as_agreed(String set) throws IOException {
        Rendered rendered = Chart.of(set);

        compare(set + ".yaml", rendered.text());
        compare(set + ".txt", rendered.notes());
    }

    @Test
    void the_chart_is_of_the_version_that_is_built() throws IOException {
        String version = Files.readString(Checkout.root().resolve("pom.xml"))
                .replaceAll("(?s).*?<artifactId>weft</artifactId>\\s*<version>([^<]+)</version>.*", "$1");

        assertThat(Chart.text(Chart.FOLDER.resolve("Chart.yaml"))).contains("appVersion: " + version + "\n");
    }

    @Test
    void the_definitions_are_those_of_the_repository() throws IOException {
        Path linked = Chart.FOLDER.resolve("crds");

        assertThat(Files.isSameFile(linked, Checkout.root().resolve("crds"))).isTrue();
        assertThat(linked).isDirectoryContaining("glob:**.weft.dev.yaml");
    }

    @Test
    void two_releases_of_one_name_share_no_object_without_namespace() {
        Rendered rendered = Chart.of("default");

        for (Map<String, Object> object : rendered.objects()) {
            Map<String, Object> metadata = Rendered.map(object.get("metadata"));
            if (!metadata.containsKey("namespace")) {
                assertThat((String) metadata.get("name"))
                        .as("%s", object.get("kind"))
                        .contains(Chart.NAMESPACE);
            }
        }
    }

    private static void compare(String name, String actual) throws IOException {
        Path golden = GOLDEN.resolve(name);
        if (UPDATE) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, actual);
        }
        assertThat(golden).as("golden file; -Dweft.golden=update makes it").exists();
        assertThat(actual)
                .as("%s; if the change is meant: -Dweft.golden=update", golden)
                .isEqualTo(Files.readString(golden));
    }
}
