package dev.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crd.resource.NodeLayout;
import dev.weft.crd.status.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the chart's dashboard shows is there, and says what is so. */
@EnableKubernetesMockClient(crud = true)
class MetricsIT {

    private static final Path DASHBOARD = Path.of("../../helm/weft/files/dashboard.json");
    private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern SERIES = Pattern.compile("([a-z][a-z_]*)\\{([^}]*)}");
    private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");

    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesClient client;

    @Test
    void every_metric_of_the_dashboard_is_served_with_the_labels_that_it_is_shown_by() throws Exception {
        try (Scene scene = new Scene(client)) {
            scene.fabric("").fleet(2).start();
            scene.awaitReady(NodeLayout.class, "base");
            scene.await_("actions are counted", () -> scene.get("/metrics").contains("weft_actions_total"));

            String scrape = scene.get("/metrics");

            Set<String> shown = new TreeSet<>();
            Matcher expressions = EXPRESSION.matcher(Files.readString(DASHBOARD));
            while (expressions.find()) {
                String expression = expressions.group(1);
                Matcher series = SERIES.matcher(expression);
                assertThat(series.find()).as(expression).isTrue();
                String metric = series.group(1);
                shown.add(metric);
                assertThat(scrape).as(metric).containsPattern("(?m)^" + metric + "[{ ]");
                labels(expression)
                        .forEach(label -> assertThat(scrape)
                                .as(metric + " by " + label)
                                .containsPattern("(?m)^" + metric + "\\{[^}]*\\b" + label + "="));
            }
            assertThat(shown).contains("weft_resources", "weft_comparisons_total", "weft_nodes");
        }
    }

    /** Those that the operator gives; where it runs is added by whoever scrapes it. */
    private static Set<String> labels(String expression) {
        Set<String> labels = new TreeSet<>();
        Matcher by = BY.matcher(expression);
        while (by.find()) {
            labels.addAll(Set.of(by.group(1).split(", *")));
        }
        labels.removeAll(Set.of("namespace", "pod"));
        return labels;
    }

    @Test
    void resources_are_counted_by_kind_and_by_what_ready_says() throws Exception {
        try (Scene scene = new Scene(client)) {
            scene.fabric("").fleet(2);
            scene.layout("wrong", "router2", "transports: [{id: ws}]");
            scene.start();
            scene.awaitCondition(NodeLayout.class, "wrong", Condition.STALLED, Condition::isTrue);

            scene.await_(
                    "one is broken",
                    () -> resources(scene, "NodeLayout", "False").equals("2.0"));

            scene.layout("wrong", "router2", "");
            scene.await_(
                    "both are ready",
                    () -> resources(scene, "NodeLayout", "True").equals("2.0"));
            scene.await_(
                    "so are the nodes",
                    () -> resources(scene, "FabricNode", "True").equals("2.0"));
            assertThat(resources(scene, "NodeLayout", "False")).isEqualTo("0.0");
            assertThat(resources(scene, "FabricNode", "Unknown")).isEqualTo("0.0");
            System.gc();
            assertThat(scene.get("/metrics")).doesNotContainPattern("(?m)^weft_[a-z_]+.* NaN$");
        }
    }

    private static String resources(Scene scene, String kind, String ready) throws IOException, InterruptedException {
        Matcher matcher = Pattern.compile("(?m)^weft_resources\\{kind=\"" + kind + "\",ready=\"" + ready + "\"} (.*)$")
                .matcher(scene.get("/metrics"));
        return matcher.find() ? matcher.group(1) : "none";
    }
}
