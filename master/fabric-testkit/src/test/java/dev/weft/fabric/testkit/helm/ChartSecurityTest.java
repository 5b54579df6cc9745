package dev.weft.fabric.testkit.helm;

import static dev.weft.fabric.testkit.helm.Rendered.containers;
import static dev.weft.fabric.testkit.helm.Rendered.list;
import static dev.weft.fabric.testkit.helm.Rendered.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What holds for every pod and every right that the chart ever renders. */
class ChartSecurityTest {

    static final List<String> SETS = Chart.SETS;

    @ParameterizedTest
    @FieldSource("SETS")
    void every_container_is_locked_in(String set) {
        Map<String, Map<String, Object>> pods = Chart.of(set).pods();

        assertThat(pods).isNotEmpty();
        pods.forEach((name, pod) -> {
            Map<String, Object> security = map(pod.get("securityContext"));
            assertThat(security).as(name).containsEntry("runAsNonRoot", true).containsEntry("runAsUser", 65532);
            assertThat(map(security.get("seccompProfile"))).as(name).containsEntry("type", "RuntimeDefault");
            assertThat(pod).as(name).doesNotContainKeys("hostNetwork", "hostPID", "hostIPC");
            for (Map<String, Object> container : containers(pod)) {
                String what = name + "/" + container.get("name");
                Map<String, Object> own = map(container.get("securityContext"));
                assertThat(own)
                        .as(what)
                        .containsEntry("allowPrivilegeEscalation", false)
                        .containsEntry("readOnlyRootFilesystem", true)
                        .doesNotContainKeys("privileged", "runAsUser", "runAsNonRoot");
                assertThat(map(own.get("capabilities")))
                        .as(what)
                        .containsEntry("drop", List.of("ALL"))
                        .doesNotContainKey("add");
                Map<String, Object> resources = map(container.get("resources"));
                assertThat(map(resources.get("requests"))).as(what).containsKeys("cpu", "memory");
                assertThat(map(resources.get("limits"))).as(what).containsKey("memory");
            }
        });
    }

    @ParameterizedTest
    @FieldSource("SETS")
    void what_runs_long_is_probed_and_writes_only_to_volumes(String set) {
        Rendered rendered = Chart.of(set);

        for (String kind : List.of("Deployment", "StatefulSet")) {
            for (Map<String, Object> object : rendered.ofKind(kind)) {
                Map<String, Object> pod =
                        map(map(map(object.get("spec")).get("template")).get("spec"));
                for (Object item : list(pod.get("containers"))) {
                    Map<String, Object> container = map(item);
                    assertThat(container)
                            .as("%s", container.get("name"))
                            .containsKeys("startupProbe", "readinessProbe", "livenessProbe");
                    assertThat(list(container.get("volumeMounts")))
                            .as("%s: where natives are unpacked", container.get("name"))
                            .anySatisfy(mount -> assertThat(map(mount)).containsEntry("mountPath", "/tmp"));
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("SETS")
    void only_pods_that_talk_to_the_api_server_have_its_token(String set) {
        Chart.of(set)
                .pods()
                .forEach((name, pod) -> assertThat(pod)
                        .as(name)
                        .containsEntry("automountServiceAccountToken", name.equals("Deployment/weft-operator")));
    }

    @ParameterizedTest
    @FieldSource("SETS")
    void no_secret_is_rendered(String set) {
        Rendered rendered = Chart.of(set);

        assertThat(rendered.ofKind("Secret")).isEmpty();
        assertThat(rendered.text()).doesNotContain("private-key", "BEGIN ", "password");
    }

    @ParameterizedTest
    @FieldSource("SETS")
    void no_right_is_wider_than_its_name(String set) {
        for (Map<String, Object> rule : rules(Chart.of(set), Set.of("Role", "ClusterRole"))) {
            for (String part : List.of("apiGroups", "resources", "verbs", "resourceNames")) {
                assertThat(list(rule.get(part))).as("%s", rule).doesNotContain("*");
            }
            assertThat(list(rule.get("verbs"))).as("%s", rule).doesNotContain("bind", "escalate", "impersonate");
        }
    }

    @ParameterizedTest
    @FieldSource("SETS")
    void besides_our_kinds_the_operator_deletes_only_what_it_makes_to_run_nodes(String set) {
        boolean runsNodes = !set.equals("locked-down");
        Set<String> deletable = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        for (Map<String, Object> object : Chart.of(set).objects()) {
            if (!List.of("Role", "ClusterRole").contains(object.get("kind")) || isAggregated(object)) {
                continue;
            }
            for (Object item : list(object.get("rules"))) {
                Map<String, Object> rule = map(item);
                assertThat(list(rule.get("verbs"))).as("%s", object).doesNotContain("deletecollection");
                list(rule.get("resources")).forEach(resource -> seen.add(String.valueOf(resource)));
                if (list(rule.get("verbs")).contains("delete")) {
                    list(rule.get("resources")).forEach(resource -> deletable.add(String.valueOf(resource)));
                }
            }
        }
        assertThat(seen).as("kube-system has some that mean power").doesNotContain("configmaps");
        deletable.removeAll(Set.of("managementrealms", "fabricnodes", "nodelayouts"));
        if (runsNodes) {
            assertThat(deletable).containsExactly("secrets", "services", "statefulsets");
        } else {
            assertThat(deletable).isEmpty();
            assertThat(seen).doesNotContain("pods", "services", "statefulsets");
        }
    }

    @ParameterizedTest
    @FieldSource("SETS")
    void no_secret_can_be_changed(String set) {
        assertThat(rules(Chart.of(set), Set.of("Role", "ClusterRole")))
                .filteredOn(rule -> list(rule.get("resources")).contains("secrets"))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(list(rule.get("verbs"))).doesNotContain("patch", "update"));
    }

    @Test
    void where_it_follows_repositories_it_makes_and_deletes_what_comes_from_them_and_nothing_else() {
        assertThat(rules(Chart.of("gitops"), Set.of("ClusterRole")))
                .filteredOn(rule -> list(rule.get("verbs")).contains("delete"))
                .filteredOn(rule -> list(rule.get("verbs")).contains("watch"))
                .filteredOn(rule -> list(rule.get("apiGroups")).contains("weft.dev"))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(list(rule.get("resources")))
                            .containsExactly("managementrealms", "fabricnodes", "nodelayouts");
                });
    }

    @Test
    void with_namespaces_given_no_right_reaches_beyond_them() {
        Rendered rendered = Chart.of("locked-down");

        assertThat(rendered.ofKind("ClusterRole")).isEmpty();
        assertThat(rendered.ofKind("ClusterRoleBinding")).isEmpty();
        Set<String> namespaces = new TreeSet<>();
        rendered.ofKind("RoleBinding")
                .forEach(binding ->
                        namespaces.add((String) map(binding.get("metadata")).get("namespace")));
        assertThat(namespaces).containsExactly("line", Chart.NAMESPACE);
    }

    @Test
    void rights_that_are_not_needed_are_not_asked_for() {
        assertThat(rules(Chart.of("default"), Set.of("Role")))
                .anySatisfy(rule -> assertThat(list(rule.get("verbs"))).contains("create", "list"));
        assertThat(rules(Chart.of("external-master"), Set.of("Role")))
                .filteredOn(rule -> list(rule.get("resources")).contains("secrets"))
                .allSatisfy(rule -> assertThat(list(rule.get("verbs"))).doesNotContain("create"));
        assertThat(rules(Chart.of("external-master"), Set.of("ClusterRole")))
                .filteredOn(rule -> list(rule.get("resources")).contains("customresourcedefinitions"))
                .allSatisfy(rule -> assertThat(list(rule.get("verbs"))).containsExactly("get"));
    }

    @Test
    void people_may_see_and_edit_every_kind_that_there_is() {
        Rendered rendered = Chart.of("default");
        Set<Object> seen = new TreeSet<>();
        Set<Object> edited = new TreeSet<>();
        for (Map<String, Object> role : rendered.ofKind("ClusterRole")) {
            if (isAggregated(role)) {
                for (Object item : list(role.get("rules"))) {
                    Map<String, Object> rule = map(item);
                    (list(rule.get("verbs")).contains("get") ? seen : edited).addAll(list(rule.get("resources")));
                }
            }
        }

        assertThat(seen)
                .as("weft.resources in _helpers.tpl")
                .containsExactlyInAnyOrderElementsOf(Kinds.all().stream()
                        .filter(Kind::isBuilt)
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT) + "s")
                        .toList());
        assertThat(edited).isEqualTo(seen);
    }

    private static boolean isAggregated(Map<String, Object> role) {
        return map(map(role.get("metadata")).get("labels")).keySet().stream()
                .anyMatch(label -> label.contains("aggregate-to-"));
    }

    private static List<Map<String, Object>> rules(Rendered rendered, Set<String> kinds) {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Map<String, Object> object : rendered.objects()) {
            if (kinds.contains(String.valueOf(object.get("kind")))) {
                list(object.get("rules")).forEach(rule -> rules.add(map(rule)));
            }
        }
        assertThat(rules).isNotEmpty();
        return rules;
    }
}
