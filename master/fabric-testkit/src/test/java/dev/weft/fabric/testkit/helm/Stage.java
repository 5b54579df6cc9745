package dev.weft.fabric.testkit.helm;

import static dev.weft.fabric.testkit.helm.Rendered.list;
import static dev.weft.fabric.testkit.helm.Rendered.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plays the kubelet for one rendered container: its volumes become folders, its Secrets files in them, its address one of this
 * machine's, and what is left is the command line as it was rendered.
 */
public final class Stage {

    private final Map<String, Object> container;
    private final Map<String, String> replaced = new LinkedHashMap<>();

    private Stage(Map<String, Object> container) {
        this.container = container;
    }

    /**
     * Lays out the volumes of a pod below a folder.
     *
     * @param secrets entries by name, of every Secret and ConfigMap that the pod mounts
     */
    public static Stage of(Map<String, Object> pod, String container, Path folder, Map<String, String> secrets) {
        Map<String, Object> found = Rendered.containers(pod).stream()
                .filter(one -> container.equals(one.get("name")))
                .findFirst()
                .orElseThrow();
        Stage stage = new Stage(found);
        Map<String, Path> volumes = new LinkedHashMap<>();
        for (Object item : list(pod.get("volumes"))) {
            Map<String, Object> volume = map(item);
            Path place = folder.resolve("volume-" + volume.get("name"));
            volumes.put(String.valueOf(volume.get("name")), place);
            write(place, map(volume.getOrDefault("secret", volume.get("configMap"))), secrets);
        }
        for (Object item : list(found.get("volumeMounts"))) {
            Map<String, Object> mount = map(item);
            String name = String.valueOf(mount.get("name"));
            // A claim of the StatefulSet is no volume of the pod.
            Path place = volumes.computeIfAbsent(name, claim -> folder.resolve("volume-" + claim));
            write(place, Map.of(), secrets);
            stage.replace(mount.get("mountPath") + "/", place + "/")
                    .replace(String.valueOf(mount.get("mountPath")), place.toString());
        }
        return stage;
    }

    /** Replaces a whole word, or the beginning of a path, in the command line and the environment. */
    public Stage replace(String from, String to) {
        replaced.put(from, to);
        return this;
    }

    List<String> command() {
        return list(container.get("command")).stream().map(this::mapped).toList();
    }

    public List<String> arguments() {
        return list(container.get("args")).stream().map(this::mapped).toList();
    }

    /** The variables that have a value; those from fields of the pod are given. */
    public Map<String, String> environment(Map<String, String> fields) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Object item : list(container.get("env"))) {
            Map<String, Object> variable = map(item);
            String name = String.valueOf(variable.get("name"));
            Object field = map(map(variable.get("valueFrom")).get("fieldRef")).get("fieldPath");
            Object value = field == null ? variable.get("value") : fields.get(String.valueOf(field));
            environment.put(name, mapped(String.valueOf(value)));
        }
        return environment;
    }

    /** Path of a probe, which asks the container's only port. */
    String probed(String probe) {
        return String.valueOf(map(map(container.get(probe)).get("httpGet")).get("path"));
    }

    private String mapped(Object text) {
        String result = String.valueOf(text);
        for (Map.Entry<String, String> pair : replaced.entrySet()) {
            if (result.equals(pair.getKey())) {
                return pair.getValue();
            }
            if (pair.getKey().length() > 5) {
                result = result.replace(pair.getKey(), pair.getValue());
            }
        }
        return result;
    }

    private static void write(Path place, Map<String, Object> secret, Map<String, String> secrets) {
        try {
            Files.createDirectories(place);
            for (Object item : list(secret.get("items"))) {
                Map<String, Object> entry = map(item);
                String key = String.valueOf(entry.get("key"));
                if (!secrets.containsKey(key)) {
                    throw new AssertionError("the Secret has no entry " + key);
                }
                Path file = place.resolve(String.valueOf(entry.get("path")));
                Files.writeString(file, secrets.get(key));
                if (secret.get("defaultMode") instanceof Integer mode) {
                    Files.setPosixFilePermissions(file, permissions(mode));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        StringBuilder letters = new StringBuilder("rwxrwxrwx");
        for (int bit = 0; bit < letters.length(); bit++) {
            if ((mode >> bit & 1) == 0) {
                letters.setCharAt(letters.length() - 1 - bit, '-');
            }
        }
        return PosixFilePermissions.fromString(letters.toString());
    }
}
