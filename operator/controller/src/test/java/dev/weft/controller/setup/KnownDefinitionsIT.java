package dev.weft.controller.setup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.crd.resource.ResourceClasses;
import dev.weft.model.Kind;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient
class KnownDefinitionsIT {

    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesClient client;

    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesMockServer server;

    @Test
    void with_all_of_them_it_goes_on() {
        serve(built());

        assertThatCode(() -> KnownDefinitions.require(client)).doesNotThrowAnyException();
    }

    @Test
    void the_ones_that_are_missing_are_named_with_the_remedy() {
        serve(built().stream().filter(name -> !name.equals("FabricSource")).toList());

        assertThatThrownBy(() -> KnownDefinitions.require(client))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("knows weft.dev/v1alpha1, but not all of it: FabricSource is missing")
                .hasMessageContaining("kubectl apply -f crds/");
    }

    @Test
    void a_server_that_knows_none_is_told_apart() {
        assertThatThrownBy(() -> KnownDefinitions.require(client))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not know weft.dev/v1alpha1. Make the definitions known first");
    }

    private static List<String> built() {
        return ResourceClasses.kinds().stream().map(Kind::name).toList();
    }

    private void serve(List<String> kinds) {
        List<APIResource> resources = kinds.stream()
                .map(kind -> new APIResourceBuilder()
                        .withKind(kind)
                        .withName(kind.toLowerCase(Locale.ROOT) + "s")
                        .withNamespaced(true)
                        .build())
                .toList();
        server.expect()
                .get()
                .withPath("/apis/weft.dev/v1alpha1")
                .andReturn(
                        200,
                        new APIResourceListBuilder()
                                .withGroupVersion("weft.dev/v1alpha1")
                                .withResources(resources)
                                .build())
                .always();
    }
}
