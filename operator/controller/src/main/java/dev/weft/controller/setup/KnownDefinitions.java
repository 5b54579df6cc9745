package dev.weft.controller.setup;

import dev.weft.crd.resource.ResourceClasses;
import dev.weft.model.Document;
import dev.weft.model.Kind;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the API server knows every kind of resource that this program follows. */
public final class KnownDefinitions {

    private static final String REMEDY = ". Make the definitions known first: kubectl apply -f crds/";

    private KnownDefinitions() {}

    /**
     * Each informer would fail in its own words without.
     *
     * @throws IllegalStateException naming what the server does not know, with the remedy
     */
    public static void require(KubernetesClient client) {
        String group = Document.API_VERSION;
        APIResourceList known = client.getApiResources(group);
        if (known == null) {
            throw new IllegalStateException(
                    "the API server at " + client.getMasterUrl() + " does not know " + group + REMEDY);
        }
        Set<String> names =
                known.getResources().stream().map(APIResource::getKind).collect(Collectors.toSet());
        String missing = ResourceClasses.kinds().stream()
                .map(Kind::name)
                .filter(name -> !names.contains(name))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new IllegalStateException("the API server at " + client.getMasterUrl() + " knows " + group
                    + ", but not all of it: " + missing + (missing.contains(",") ? " are" : " is") + " missing" + REMEDY
                    + ", or with the chart: --set crds.upgrade=true");
        }
    }
}
