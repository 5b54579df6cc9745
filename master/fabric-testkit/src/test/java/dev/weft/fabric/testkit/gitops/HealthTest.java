package dev.weft.fabric.testkit.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.testkit.Checkout;
import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** The health checks of the examples for Argo CD and Flux, run on documents in every state that there is. */
class HealthTest {

    @TestFactory
    List<DynamicTest> argo_cd_says_how_it_is() throws IOException {
        ArgoHealth argo = new ArgoHealth(example("argocd/argocd-cm.yaml"));
        return states((state, object) -> {
            ArgoHealth.Health health = argo.of(object);
            assertThat(health.status()).isEqualTo(state.get("argo"));
            assertThat(health.message()).contains(String.valueOf(state.get("says")));
        });
    }

    @TestFactory
    List<DynamicTest> flux_says_how_it_is() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map<?, ?> expressions : expressions()) {
            FluxHealth flux = new FluxHealth(expressions);
            tests.addAll(states((state, object) -> assertThat(flux.of(object)).isEqualTo(state.get("flux"))));
        }
        return tests;
    }

    /** A kind without expressions would be judged by rules that do not know that a node may be away. */
    @Test
    void flux_knows_every_kind_that_a_fleet_has() throws IOException {
        assertThat(expressions().stream().map(each -> String.valueOf(each.get("kind"))))
                .containsExactlyInAnyOrderElementsOf(
                        FLEET.stream().map(Kind::name).toList());
        assertThat(expressions())
                .allSatisfy(each -> assertThat(each.get("apiVersion")).isEqualTo("weft.dev/v1alpha1"));
    }

    private static final List<Kind> FLEET = List.of(Kinds.MANAGEMENT_REALM, Kinds.FABRIC_NODE, Kinds.NODE_LAYOUT);

    /** Something that is said of a state. */
    private interface Claim {
        void check(Map<?, ?> state, Map<String, Object> object);
    }

    private static List<DynamicTest> states(Claim claim) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (InputStream states = Objects.requireNonNull(HealthTest.class.getResourceAsStream("/gitops/states.yaml"))) {
            for (Object item : (List<?>) new Yaml().load(states)) {
                Map<?, ?> state = (Map<?, ?>) item;
                tests.add(DynamicTest.dynamicTest(
                        String.valueOf(state.get("state")),
                        () -> claim.check(state, object(Objects.requireNonNull(state.get("object"))))));
            }
        }
        return tests;
    }

    private static Map<String, Object> object(Object tree) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", "weft.dev/v1alpha1");
        object.put("kind", "NodeLayout");
        ((Map<?, ?>) FluxHealth.cel(tree)).forEach((key, value) -> object.put(String.valueOf(key), value));
        return object;
    }

    private static List<Map<?, ?>> expressions() throws IOException {
        List<Map<?, ?>> found = new ArrayList<>();
        for (Object document : new Yaml().loadAll(example("flux/fleet.yaml"))) {
            Map<?, ?> spec = (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) document).get("spec"));
            if (spec.get("healthCheckExprs") instanceof List<?> list) {
                list.forEach(each -> found.add((Map<?, ?>) each));
            }
        }
        return found;
    }

    private static String example(String name) throws IOException {
        return Files.readString(Checkout.root().resolve("examples/gitops").resolve(name));
    }
}
