package dev.weft.fabric.testkit.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.Release;
import com.marcnuri.helm.UpgradeCommand;
import dev.weft.fabric.testkit.kubernetes.ApiServer;
import dev.weft.fabric.testkit.kubernetes.Kubectl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** The chart on a real API server, put there by Helm. */
final class Installation {

    /** What stays of every release, in the words of {@link #objects}. */
    static final Set<String> DEFINITIONS = Set.of(
            "CustomResourceDefinition /fabricnodes.weft.dev",
            "CustomResourceDefinition /fabrics.weft.dev",
            "CustomResourceDefinition /fabricsources.weft.dev",
            "CustomResourceDefinition /managementrealms.weft.dev",
            "CustomResourceDefinition /nodelayouts.weft.dev");

    /** They come and go by themselves. The API server derives its services from definitions. */
    private static final Set<String> UNSTABLE =
            Set.of("events", "events.events.k8s.io", "endpoints", "apiservices.apiregistration.k8s.io");

    /** Namespaces of the cluster itself. */
    private static final Pattern SYSTEM = Pattern.compile("\\w+ (kube-|default/).*");

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final ApiServer server;
    private final Kubectl kubectl;

    Installation(ApiServer server) {
        this.server = server;
        this.kubectl = server.kubectl();
    }

    Release install(Path valuesFile) {
        InstallCommand install = new Helm(Chart.FOLDER)
                .install()
                .withName(Chart.RELEASE)
                .withNamespace(Chart.NAMESPACE)
                .withValuesFile(valuesFile)
                .withKubeConfig(server.kubeconfig());
        return install.call();
    }

    /** To these values, whatever was set before. */
    Release upgrade(Path valuesFile, Map<String, Object> changed) {
        UpgradeCommand upgrade = new Helm(Chart.FOLDER)
                .upgrade()
                .withName(Chart.RELEASE)
                .withNamespace(Chart.NAMESPACE)
                .resetValues()
                .withValuesFile(valuesFile)
                .withKubeConfig(server.kubeconfig());
        changed.forEach(upgrade::set);
        return upgrade.call();
    }

    Release test() {
        return Helm.test(Chart.RELEASE)
                .withNamespace(Chart.NAMESPACE)
                .withKubeConfig(server.kubeconfig())
                .withTimeout(120)
                .call();
    }

    /** Nothing where there is none. */
    void uninstall() {
        Helm.uninstall(Chart.RELEASE)
                .ignoreNotFound()
                .withNamespace(Chart.NAMESPACE)
                .withKubeConfig(server.kubeconfig())
                .call();
    }

    /** Waits until these and no others are there; those that are being deleted count as others. */
    void awaitObjects(Set<String> expected) {
        Set<String> found = new TreeSet<>();
        try {
            await("the objects that are expected", () -> {
                found.clear();
                found.addAll(objects());
                return found.equals(expected);
            });
        } catch (AssertionError never) {
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** Every object of the cluster but its own, as {@code Kind namespace/name}, with a mark behind those that are being deleted. */
    Set<String> objects() {
        List<String> types = kubectl.succeed("api-resources", "--verbs=list,delete", "-o", "name")
                .lines()
                .filter(type -> !UNSTABLE.contains(type))
                .toList();
        String each =
                "{range .items[*]}{.kind} {.metadata.namespace}/{.metadata.name} {.metadata.deletionTimestamp}{\"\\n\"}{end}";
        Set<String> objects = new TreeSet<>();
        kubectl.succeed("get", String.join(",", types), "--all-namespaces", "-o", "jsonpath=" + each)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !SYSTEM.matcher(line).matches())
                .forEach(objects::add);
        return objects;
    }

    /** Makes a namespace and waits until the cluster has put into it what it puts into each. */
    void makeNamespace(String name) {
        kubectl.succeed("create", "namespace", name);
        await(
                "the token of its service account",
                () -> !kubectl.run("get", "serviceaccount", "default", "-n", name, "-o", "jsonpath={.secrets[0].name}")
                        .out()
                        .isEmpty());
        await(
                "the cluster's certificate",
                () -> kubectl.run("get", "configmap", "kube-root-ca.crt", "-n", name)
                        .succeeded());
    }

    /** Asks until it is so. What is asked runs a process, which is pause enough. */
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still without " + what + " after " + PATIENCE.toSeconds() + " s");
            }
        }
    }
}
