package dev.weft.fabric.testkit.helm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What Helm makes of the chart.
 *
 * @param text all manifests, those of hooks among them
 * @param notes what the user is told
 * @param objects the manifests, parsed
 */
record Rendered(String text, String notes, List<Map<String, Object>> objects) {

    static Rendered parse(String manifests, String notes) {
        StringBuilder text = new StringBuilder();
        manifests
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .forEach(line -> text.append(line).append('\n'));
        return new Rendered(text.toString(), notes, documents(text.toString()));
    }

    List<Map<String, Object>> ofKind(String kind) {
        return objects.stream()
                .filter(object -> kind.equals(object.get("kind")))
                .toList();
    }

    Map<String, Object> only(String kind) {
        List<Map<String, Object>> all = ofKind(kind);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " objects of kind " + kind);
        }
        return all.get(0);
    }

    /** The specs of all pods, by kind and name of what makes them. */
    Map<String, Map<String, Object>> pods() {
        Map<String, Map<String, Object>> pods = new LinkedHashMap<>();
        for (Map<String, Object> object : objects) {
            Map<String, Object> spec = map(object.get("spec"));
            String name = object.get("kind") + "/" + map(object.get("metadata")).get("name");
            if ("Pod".equals(object.get("kind"))) {
                pods.put(name, spec);
            } else if (spec.get("template") instanceof Map<?, ?> template) {
                pods.put(name, map(template.get("spec")));
            }
        }
        return pods;
    }

    Map<String, Object> pod(String name) {
        return map(pods().get(name));
    }

    /** The containers of a pod, those that run before the others first. */
    static List<Map<String, Object>> containers(Map<String, Object> pod) {
        return Stream.concat(list(pod.get("initContainers")).stream(), list(pod.get("containers")).stream())
                .map(Rendered::map)
                .toList();
    }

    /** A map, empty for null. */
    static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> result = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> result.put(String.valueOf(key), entry));
        } else if (value != null) {
            throw new AssertionError("not a map: " + value);
        }
        return result;
    }

    /** A list, empty for null. */
    static List<Object> list(@Nullable Object value) {
        List<Object> result = new ArrayList<>();
        if (value instanceof List<?> list) {
            result.addAll(list);
        } else if (value != null) {
            throw new AssertionError("not a list: " + value);
        }
        return result;
    }

    private static List<Map<String, Object>> documents(String text) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(strict)).loadAll(text)) {
            if (document != null) {
                documents.add(map(document));
            }
        }
        return documents;
    }
}
