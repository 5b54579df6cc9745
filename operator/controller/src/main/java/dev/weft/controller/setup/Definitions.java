package dev.weft.controller.setup;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Brings custom resource definitions up to the version of this program, never down: an older operator that starts again after a
 * rollback would otherwise have the API server drop fields that are in use.
 */
final class Definitions {

    /** On each definition: the version that last wrote it. */
    static final String WRITTEN_BY = "weft.dev/definition-version";

    private static final int ATTEMPTS = 5;
    private static final ResourceDefinitionContext KIND = new ResourceDefinitionContext.Builder()
            .withGroup("apiextensions.k8s.io")
            .withVersion("v1")
            .withPlural("customresourcedefinitions")
            .withKind("CustomResourceDefinition")
            .withNamespaced(false)
            .build();

    private final KubernetesClient client;
    private final String version;

    Definitions(KubernetesClient client, String version) {
        this.client = client;
        this.version = version;
    }

    /** One sentence for each file of the folder. */
    List<String> upgrade(Path folder) {
        List<String> done = new ArrayList<>();
        for (Path file : files(folder)) {
            done.add(upgrade(read(file)));
        }
        if (done.isEmpty()) {
            throw new SetupFailure("no definitions in " + folder + ": it must hold *.yaml");
        }
        return done;
    }

    private String upgrade(GenericKubernetesResource wanted) {
        KubernetesClientException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return write(wanted);
            } catch (KubernetesClientException failure) {
                // Another replica wrote between our reading and our writing.
                if (failure.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw failure;
                }
                last = failure;
            }
        }
        throw new SetupFailure("definition " + wanted.getMetadata().getName()
                + " is being changed by somebody else all the time: " + (last == null ? "" : last.getMessage()));
    }

    private String write(GenericKubernetesResource wanted) {
        String name = wanted.getMetadata().getName();
        Resource<GenericKubernetesResource> place =
                client.genericKubernetesResources(KIND).withName(name);
        GenericKubernetesResource live = place.get();
        if (live == null) {
            mark(wanted);
            client.genericKubernetesResources(KIND).resource(wanted).create();
            return "made definition " + name;
        }
        if (isNewer(live)) {
            return "definition " + name + " is of a later version and stays";
        }
        // What others put into its metadata stays; the spec is ours as a whole.
        live.setAdditionalProperty("spec", wanted.getAdditionalProperties().get("spec"));
        mark(live);
        client.genericKubernetesResources(KIND).resource(live).update();
        return "definition " + name + " is up to date";
    }

    private boolean isNewer(GenericKubernetesResource live) {
        Map<String, String> annotations = live.getMetadata().getAnnotations();
        String writer = annotations == null ? null : annotations.get(WRITTEN_BY);
        try {
            return writer != null && Version.parse(writer).compareTo(Version.parse(version)) > 0;
        } catch (IllegalArgumentException noVersion) {
            return false;
        }
    }

    private void mark(GenericKubernetesResource definition) {
        ObjectMeta metadata = definition.getMetadata();
        Map<String, String> annotations =
                new LinkedHashMap<>(metadata.getAnnotations() == null ? Map.of() : metadata.getAnnotations());
        annotations.put(WRITTEN_BY, version);
        metadata.setAnnotations(annotations);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new SetupFailure("cannot read the folder of definitions: " + unreadable);
        }
    }

    private static GenericKubernetesResource read(Path file) {
        try {
            GenericKubernetesResource resource =
                    Serialization.unmarshal(Files.readString(file), GenericKubernetesResource.class);
            if (!"CustomResourceDefinition".equals(resource.getKind())) {
                throw new SetupFailure(file + " is a " + resource.getKind() + ", not a CustomResourceDefinition");
            }
            return resource;
        } catch (IOException | KubernetesClientException unreadable) {
            throw new SetupFailure("cannot read " + file + ": " + unreadable);
        }
    }
}
