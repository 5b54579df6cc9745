package dev.weft.controller.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.auth.KeyTags;
import dev.weft.wamp.auth.KeyText;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EnableKubernetesMockClient(crud = true)
class SetupIT {

    private static final String DEFINITION = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: fabrics.weft.dev}
            spec:
              group: weft.dev
              scope: Namespaced
              names: {plural: fabrics, singular: fabric, kind: Fabric, listKind: FabricList}
              versions:
              - {name: v1alpha1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, description: %s}}}
            """;

    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesClient client;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void a_missing_key_is_made_once_and_both_halves_belong_together() {
        String first = run("--key-secret", "weft-admin");
        Secret made = secret();
        String second = run("--key-secret", "weft-admin");

        assertThat(first).contains("made Secret ns/weft-admin");
        assertThat(second).contains("is there");
        assertThat(secret().getData()).isEqualTo(made.getData());
        KeyText priv = KeyText.parse(text(made, "admin.priv"), KeyTags.OF_ANY_KEY);
        KeyText pub = KeyText.parse(text(made, "admin.pub"), KeyTags.OF_ANY_KEY);
        assertThat(pub.publicKey()).contains(priv.signingKey().publicKeyHex());
        assertThat(text(made, "admin.pub")).doesNotContain(KeyTags.PRIVATE_KEY);
        assertThat(first + second).doesNotContain(priv.signingKey().seedHex());
    }

    @Test
    void a_key_of_the_users_own_stays_and_an_incomplete_one_is_refused_with_the_remedy() {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace("ns")
                        .withName("mine")
                        .endMetadata()
                        .addToData("admin.priv", "AAAA")
                        .build())
                .create();

        assertThatThrownBy(() -> run("--key-secret", "mine"))
                .isInstanceOf(SetupFailure.class)
                .hasMessageContaining("ns/mine has no entry admin.pub")
                .hasMessageContaining("weft keys generate");
    }

    @Test
    void definitions_are_made_then_updated_and_never_taken_back() throws Exception {
        Path file = folder.resolve("fabrics.weft.dev.yaml");
        Files.writeString(file, DEFINITION.formatted("one"));

        assertThat(upgrade("1.0.0")).containsExactly("made definition fabrics.weft.dev");
        annotate("example.com/team", "line");
        Files.writeString(file, DEFINITION.formatted("two"));
        assertThat(upgrade("1.1.0-SNAPSHOT")).containsExactly("definition fabrics.weft.dev is up to date");
        assertThat(definition().toString()).contains("description=two");
        assertThat(definition().getMetadata().getAnnotations())
                .containsEntry("example.com/team", "line")
                .containsEntry(Definitions.WRITTEN_BY, "1.1.0-SNAPSHOT");

        Files.writeString(file, DEFINITION.formatted("one"));
        assertThat(upgrade("1.0.0")).containsExactly("definition fabrics.weft.dev is of a later version and stays");
        assertThat(definition().toString()).contains("description=two");
    }

    @Test
    void what_is_no_definition_is_refused() throws Exception {
        assertThatThrownBy(() -> upgrade("1.0.0")).hasMessageContaining("no definitions in " + folder);
        Files.writeString(folder.resolve("x.yaml"), "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n");
        assertThatThrownBy(() -> upgrade("1.0.0")).hasMessageContaining("x.yaml is a Pod");
    }

    @Test
    void options_are_read_and_unknown_ones_refused() {
        assertThat(SetupOptions.parse(List.of("--crds", "/x"), Map.of()))
                .isEqualTo(new SetupOptions("default", Optional.empty(), "admin.priv", Optional.of(Path.of("/x"))));
        assertThatThrownBy(() -> SetupOptions.parse(List.of("--key"), Map.of())).hasMessageContaining("needs a value");
        assertThatThrownBy(() -> SetupOptions.parse(List.of("--keys"), Map.of()))
                .hasMessageContaining("--keys");
    }

    private String run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SetupMain.run(
                SetupOptions.parse(List.of(arguments), Map.of("POD_NAMESPACE", "ns")),
                client,
                new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private List<String> upgrade(String version) {
        return new Definitions(client, version).upgrade(folder);
    }

    private GenericKubernetesResource definition() {
        return Objects.requireNonNull(
                client.genericKubernetesResources("apiextensions.k8s.io/v1", "CustomResourceDefinition")
                        .withName("fabrics.weft.dev")
                        .get());
    }

    private void annotate(String name, String value) {
        GenericKubernetesResource definition = definition();
        definition.getMetadata().getAnnotations().put(name, value);
        client.resource(definition).update();
    }

    private Secret secret() {
        return Objects.requireNonNull(
                client.secrets().inNamespace("ns").withName("weft-admin").get());
    }

    private static String text(Secret secret, String entry) {
        return new String(Base64.getDecoder().decode(secret.getData().get(entry)), StandardCharsets.UTF_8);
    }
}
