package dev.weft.fabric.testkit.helm;

import static dev.weft.fabric.testkit.helm.Rendered.list;
import static dev.weft.fabric.testkit.helm.Rendered.map;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/** Rights as {@code verb resource.group}: those that the chart grants, and those that somebody used. */
final class Rights {

    private Rights() {}

    /** What the roles that are bound to the operator grant. */
    static Set<String> granted(Rendered rendered) {
        Set<String> bound = new TreeSet<>();
        for (String kind : List.of("RoleBinding", "ClusterRoleBinding")) {
            for (Map<String, Object> binding : rendered.ofKind(kind)) {
                Map<String, Object> role = map(binding.get("roleRef"));
                bound.add(role.get("kind") + "/" + role.get("name"));
            }
        }
        Set<String> granted = new TreeSet<>();
        for (Map<String, Object> object : rendered.objects()) {
            if (bound.contains(
                    object.get("kind") + "/" + map(object.get("metadata")).get("name"))) {
                for (Object rule : list(object.get("rules"))) {
                    add(map(rule), granted);
                }
            }
        }
        return granted;
    }

    /** What a service account asked for according to the lines of an audit log. */
    static Set<String> used(List<String> audited, String account) {
        Set<String> used = new TreeSet<>();
        for (Map<String, Object> event : of(audited, account)) {
            Map<String, Object> object = map(event.get("objectRef"));
            if (!object.isEmpty()) {
                String resource = object.get("resource")
                        + (object.containsKey("subresource") ? "/" + object.get("subresource") : "");
                used.add(right(
                        String.valueOf(event.get("verb")),
                        resource,
                        String.valueOf(object.getOrDefault("apiGroup", ""))));
            }
        }
        return used;
    }

    /** What it was refused. */
    static List<String> refused(List<String> audited, String account) {
        return of(audited, account).stream()
                .filter(event -> Integer.valueOf(403)
                        .equals(map(event.get("responseStatus")).get("code")))
                .map(event -> event.get("verb") + " " + event.get("requestURI"))
                .distinct()
                .toList();
    }

    private static List<Map<String, Object>> of(List<String> audited, String account) {
        return audited.stream()
                .filter(line -> line.contains("\"" + account + "\""))
                .map(line -> map(new Yaml().load(line)))
                .filter(event -> account.equals(map(event.get("user")).get("username")))
                .toList();
    }

    private static void add(Map<String, Object> rule, Set<String> granted) {
        for (Object group : list(rule.get("apiGroups"))) {
            for (Object resource : list(rule.get("resources"))) {
                for (Object verb : list(rule.get("verbs"))) {
                    granted.add(right(String.valueOf(verb), String.valueOf(resource), String.valueOf(group)));
                }
            }
        }
    }

    private static String right(String verb, String resource, String group) {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
    }
}
