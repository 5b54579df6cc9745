package dev.weft.wamp.auth;

import java.util.HashSet;
import java.util.Set;

/** Tags of key and activation files ({@link KeyText}). */
public final class KeyTags {

    public static final String CREATOR = "creator";
    public static final String CREATED_AT = "created-at";
    public static final String USER_ID = "user-id";
    public static final String MACHINE_ID = "machine-id";
    public static final String NODE_AUTHID = "node-authid";
    public static final String CLUSTER_IP = "node-cluster-ip";
    public static final String PUBLIC_KEY = "public-key-ed25519";
    public static final String PUBLIC_ETH = "public-adr-eth";
    public static final String PRIVATE_KEY = "private-key-ed25519";
    public static final String PRIVATE_ETH = "private-key-eth";
    public static final String MANAGEMENT_URL = "management-url";

    /** Of a node's public key. */
    public static final Set<String> OF_PUBLIC_FILE =
            Set.of(CREATOR, CREATED_AT, MACHINE_ID, NODE_AUTHID, CLUSTER_IP, PUBLIC_KEY, PUBLIC_ETH);

    /** Of a node's private key. */
    public static final Set<String> OF_PRIVATE_FILE = with(OF_PUBLIC_FILE, PRIVATE_KEY, PRIVATE_ETH);

    /** Of any key: a user's or a node's, public or private. */
    public static final Set<String> OF_ANY_KEY = with(OF_PRIVATE_FILE, USER_ID);

    /** Of what a master puts beside the key of a node that it paired by itself. */
    public static final Set<String> OF_ACTIVATION_FILE = Set.of(
            CREATED_AT,
            MANAGEMENT_URL,
            "management-realm",
            "management-realm-oid",
            "node-oid",
            NODE_AUTHID,
            CLUSTER_IP,
            "activation-code",
            PUBLIC_KEY);

    private KeyTags() {}

    private static Set<String> with(Set<String> tags, String... more) {
        Set<String> all = new HashSet<>(tags);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
