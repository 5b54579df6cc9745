package dev.weft.fabric.testkit.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.testkit.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every client sees the same, feature by feature, and what it cannot do is what {@code examples/clients/FEATURES.md} says. */
class FeatureMatrixIT {

    private static final Path DOCUMENT = Checkout.root().resolve("examples/clients/FEATURES.md");
    private static final FeatureTable TABLE = new FeatureTable();

    @TempDir
    static Path folder;

    private static MatrixRouter router;
    private static Driver ours;

    @BeforeAll
    static void up() throws Exception {
        router = new MatrixRouter();
        ours = Clients.WEFT.start(folder.resolve("ours.txt"));
    }

    @AfterAll
    static void down() throws Exception {
        ours.close();
        router.close();
        System.out.println(TABLE.text());
    }

    @ParameterizedTest
    @EnumSource(Clients.class)
    void every_feature_is_the_same_for_every_client(Clients client) throws Exception {
        client.require();
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        List<String> failures = new ArrayList<>();
        try (Driver peer = client.start(folder.resolve(client.name() + ".txt"))) {
            for (Feature feature : Feature.all()) {
                outcomes.put(feature.name(), Outcome.of(played(feature, client, peer, failures)));
            }
        }
        TABLE.put(client, outcomes);

        assertThat(failures).isEmpty();
        List<String> document = Files.readAllLines(DOCUMENT);
        assertThat(FeatureTable.column(document, client))
                .as("column %s of %s", client.title(), DOCUMENT)
                .isEqualTo(outcomes.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, outcome -> outcome.getValue().cell())));
        assertThat(FeatureTable.notes(document, client))
                .as("what %s says that %s has not", DOCUMENT, client.title())
                .isEqualTo(FeatureTable.notes(outcomes));
    }

    private static Map<Connection, Optional<String>> played(
            Feature feature, Clients client, Driver peer, List<String> failures)
            throws IOException, InterruptedException {
        Map<Connection, Optional<String>> refusals = new LinkedHashMap<>();
        for (Connection connection : client.connections()) {
            try {
                Play.Cast cast = new Play.Cast(router, peer, ours, connection);
                String lacks = client.lacks().get(feature.name());
                refusals.put(
                        connection,
                        lacks == null ? Play.perform(feature, cast) : Play.performInVain(feature, cast, lacks));
            } catch (AssertionError e) {
                failures.add(feature.name() + " (" + connection + "): " + e.getMessage());
            }
        }
        return refusals;
    }
}
