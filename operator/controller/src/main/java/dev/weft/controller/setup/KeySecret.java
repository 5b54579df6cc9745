package dev.weft.controller.setup;

import dev.weft.controller.key.NewKey;
import dev.weft.wamp.auth.KeyTags;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;

/**
 * The Secret with the key by which the operator logs in to the master that is installed with it. Made once; what is there is never
 * touched, since the master's other users may have it too.
 *
 * @param name of the Secret
 * @param key its entry with the private key file; the public one is beside it as {@link #PUBLIC}
 */
record KeySecret(String namespace, String name, String key) {

    /** The entry that a master's pod mounts. */
    static final String PUBLIC = "admin.pub";

    /** Says what it did. */
    String ensure(KubernetesClient client) {
        Secret there = client.secrets().inNamespace(namespace).withName(name).get();
        if (there != null) {
            return check(there);
        }
        try {
            client.resource(make()).create();
            return "made Secret " + namespace + "/" + name + " with a new key";
        } catch (KubernetesClientException failure) {
            // Another replica was faster.
            if (failure.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return "Secret " + namespace + "/" + name + " is there";
            }
            throw failure;
        }
    }

    private String check(Secret there) {
        Map<String, String> data = there.getData() == null ? Map.of() : there.getData();
        for (String entry : new String[] {key, PUBLIC}) {
            if (!data.containsKey(entry)) {
                throw new SetupFailure(
                        "Secret " + namespace + "/" + name + " has no entry " + entry
                                + ": add it (weft keys generate --out admin.priv makes both files), or delete the Secret to have one made");
            }
        }
        return "Secret " + namespace + "/" + name + " is there";
    }

    private Secret make() {
        NewKey made = NewKey.make("user", Map.of(KeyTags.USER_ID, "superuser"));
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .addToLabels("app.kubernetes.io/part-of", "weft")
                .addToAnnotations(
                        "weft.dev/note",
                        "Key of a fabric's superuser. It stays when the release goes, as the master's volume does.")
                .endMetadata()
                .withType("Opaque")
                .addToData(key, made.privateFile())
                .addToData(PUBLIC, made.publicFile())
                .build();
    }
}
