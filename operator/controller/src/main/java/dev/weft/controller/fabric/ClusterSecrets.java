package dev.weft.controller.fabric;

import dev.weft.controller.resource.Cluster;
import dev.weft.engine.secret.SecretRef;
import dev.weft.engine.secret.SecretSource;
import java.util.Optional;

/** {@code $(secret.name/key)} from the Secrets of one namespace, as the informer last saw them. */
public record ClusterSecrets(Cluster cluster, String namespace) implements SecretSource {

    @Override
    public Optional<String> find(SecretRef ref) {
        return cluster.secret(namespace, ref.name()).map(entries -> entries.get(ref.key()));
    }

    @Override
    public String remedy(SecretRef ref) {
        return "kubectl -n " + namespace + " create secret generic " + ref.name() + " --from-literal=" + ref.key()
                + "=…";
    }
}
