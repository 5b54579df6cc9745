package dev.weft.controller.key;

import dev.weft.controller.resource.Cluster;
import dev.weft.wamp.auth.KeyTags;
import dev.weft.wamp.auth.KeyText;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The Secret with the key of a node that Kubernetes runs. Made once; one that is there is used and never changed. */
public final class NodeKeySecret {

    /** The entry with the private key. */
    public static final String PRIVATE = "key.priv";

    /** The entry with the public one, for people. */
    public static final String PUBLIC = "key.pub";

    private static final String SUFFIX = "-node-key";
    private static final int LONGEST = 64 * 1024;
    /** Bytes of a digest: enough to tell one key from the next. */
    private static final int SHOWN = 8;

    private NodeKeySecret() {}

    /** Its name, by the name of the FabricNode. */
    public static String name(String node) {
        return node + SUFFIX;
    }

    /** The public half of what the Secret holds; empty where there is no such Secret, or no key in it. */
    public static Optional<String> publicKey(Cluster cluster, String namespace, String node) {
        return cluster.secret(namespace, name(node))
                .map(entries -> entries.get(PRIVATE))
                .flatMap(NodeKeySecret::publicKey);
    }

    /** The public half of what a Secret holds that is not from the informers. */
    public static Optional<String> publicKey(Secret secret) {
        return Optional.ofNullable(secret.getData())
                .map(entries -> entries.get(PRIVATE))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8))
                .flatMap(NodeKeySecret::publicKey);
    }

    /** By what a pod tells which key it was started with; of the public half, since everybody may read what a pod is made of. */
    public static String fingerprint(String publicKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, SHOWN);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Optional<String> publicKey(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    KeyText.parse(text, KeyTags.OF_PRIVATE_FILE).signingKey().publicKeyHex());
        } catch (KeyText.Malformed malformed) {
            // What is wrong with it is told without a word of it.
            return Optional.empty();
        }
    }

    /**
     * A new one.
     *
     * @param authid what the node is called at its master
     */
    public static Secret make(String namespace, String node, String authid, Map<String, String> labels) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(KeyTags.MACHINE_ID, "kubernetes");
        facts.put(KeyTags.NODE_AUTHID, authid);
        facts.put(KeyTags.CLUSTER_IP, "127.0.0.1");
        NewKey made = NewKey.make("node", facts);
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name(node))
                .withLabels(labels)
                .addToAnnotations(
                        "weft.dev/note",
                        "Who the node is. It stays when the FabricNode goes, unless its deletionPolicy is Delete.")
                .endMetadata()
                .withType("Opaque")
                .addToData(PRIVATE, made.privateFile())
                .addToData(PUBLIC, made.publicFile())
                .build();
    }
}
