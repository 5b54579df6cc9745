package dev.weft.controller.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crd.resource.ResourceClasses;
import dev.weft.crd.resource.WeftResource;
import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuspensionTest {

    private static final Map<String, Object> IN_PLANT_A = Map.of("mrealm", "plant-a");

    @Test
    void a_node_is_left_by_its_own_word_that_of_its_realm_or_of_a_layout_that_selects_it() {
        Suspension suspension = Suspension.of(
                List.of(made(Kinds.MANAGEMENT_REALM, "halted", Map.of(), Map.of("name", "plant-b", "suspend", true))),
                List.of(layout("base", "plant-a"), layout("elsewhere", "plant-c")));

        assertThat(suspension.of(node(Map.of("site", "a"), IN_PLANT_A))).contains("suspend of NodeLayout/base");
        assertThat(suspension.of(node(Map.of("site", "b"), IN_PLANT_A))).isEmpty();
        assertThat(suspension.of(node(Map.of(), Map.of("mrealm", "plant-a", "suspend", true))))
                .contains("spec.suspend");
        assertThat(suspension.of(node(Map.of(), Map.of("mrealm", "plant-b"))))
                .contains("suspend of ManagementRealm/halted");
        assertThat(suspension.of(node(Map.of("site", "b"), Map.of("mrealm", "plant-c"))))
                .isEmpty();
    }

    @Test
    void a_layout_is_read_once_for_all_nodes() {
        Map<String, Object> spec = new HashMap<>(layout("base", "plant-a").getSpec());
        WeftResource layout = made(Kinds.NODE_LAYOUT, "base", Map.of(), spec);
        Suspension suspension = Suspension.of(List.of(), List.of(layout));

        spec.clear();

        assertThat(suspension.of(node(Map.of("site", "a"), IN_PLANT_A))).contains("suspend of NodeLayout/base");
    }

    private static WeftResource layout(String name, String mrealm) {
        return made(
                Kinds.NODE_LAYOUT,
                name,
                Map.of(),
                Map.of(
                        "mrealm",
                        mrealm,
                        "suspend",
                        true,
                        "nodeSelector",
                        Map.of("matchLabels", Map.of("site", "a")),
                        "workers",
                        List.of()));
    }

    private static WeftResource node(Map<String, String> labels, Map<String, Object> spec) {
        return made(Kinds.FABRIC_NODE, "edge1", labels, spec);
    }

    private static WeftResource made(Kind kind, String name, Map<String, String> labels, Map<String, Object> spec) {
        WeftResource made = ResourceClasses.make(kind);
        made.setApiVersion("weft.dev/v1alpha1");
        made.setKind(kind.name());
        made.setMetadata(new ObjectMetaBuilder()
                .withNamespace("plant")
                .withName(name)
                .withLabels(labels)
                .build());
        made.setSpec(spec);
        return made;
    }
}
