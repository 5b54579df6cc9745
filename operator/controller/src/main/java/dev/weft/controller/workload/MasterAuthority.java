package dev.weft.controller.workload;

import dev.weft.controller.fabric.Authorities;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The certificates by which a node trusts its master. Pure. A pod mounts Secrets of its own namespace only: elsewhere it gets a copy, in
 * a Secret, which the operator may make and delete and no more; one that is made anew under its name reaches a pod that runs.
 *
 * @param written where the Fabric has them
 * @param isBeside whether that is the node's namespace
 */
record MasterAuthority(Authorities written, boolean isBeside) {

    /** What the file is called in the pod. */
    static final String FILE = "ca.crt";

    private static final String SUFFIX = "-fabric-ca";
    private static final int READ_BY_GROUP = 0440;
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");

    /** The name of the copy. */
    static String copyName(NodeIdentity node) {
        return node.name() + SUFFIX;
    }

    /** Whether there is a certificate in it. */
    boolean isUsable() {
        return CERTIFICATE.matcher(written.pem()).find();
    }

    /** The one file, whatever else the Secret has. */
    Volume volume(NodeIdentity node, String name) {
        VolumeBuilder volume = new VolumeBuilder().withName(name);
        return isBeside
                ? volume.withNewSecret()
                        .withSecretName(written.secret())
                        .withDefaultMode(READ_BY_GROUP)
                        .withItems(new KeyToPath(written.key(), null, FILE))
                        .endSecret()
                        .build()
                : volume.withNewSecret()
                        .withSecretName(copyName(node))
                        .withDefaultMode(READ_BY_GROUP)
                        .withItems(new KeyToPath(FILE, null, FILE))
                        .endSecret()
                        .build();
    }

    /** What is beside a node in another namespace: certificates, and no key that somebody put into the same entry. */
    Optional<Secret> copy(NodeIdentity node) {
        if (isBeside) {
            return Optional.empty();
        }
        String certificates = CERTIFICATE
                .matcher(written.pem())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("\n", "", "\n"));
        String encoded = Base64.getEncoder().encodeToString(certificates.getBytes(StandardCharsets.UTF_8));
        return Optional.of(new SecretBuilder()
                .withNewMetadata()
                .withNamespace(node.namespace())
                .withName(copyName(node))
                .withLabels(node.labels())
                .endMetadata()
                .withType("Opaque")
                .addToData(FILE, encoded)
                .build());
    }
}
