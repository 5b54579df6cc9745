package dev.weft.node.keys;

import java.util.Set;
import java.util.TreeSet;

/** Tags of key and activation files. */
final class KeyTags {

    static final String CREATOR = "creator";
    static final String CREATED_AT = "created-at";
    static final String MACHINE_ID = "machine-id";
    static final String NODE_AUTHID = "node-authid";
    static final String CLUSTER_IP = "node-cluster-ip";
    static final String PUBLIC_KEY = "public-key-ed25519";
    static final String PUBLIC_ETH = "public-adr-eth";
    static final String PRIVATE_KEY = "private-key-ed25519";
    static final String PRIVATE_ETH = "private-key-eth";
    static final String MANAGEMENT_URL = "management-url";

    static final Set<String> OF_PUBLIC_FILE =
            new TreeSet<>(Set.of(CREATOR, CREATED_AT, MACHINE_ID, NODE_AUTHID, CLUSTER_IP, PUBLIC_KEY, PUBLIC_ETH));

    static final Set<String> OF_PRIVATE_FILE = new TreeSet<>(Set.of(
            CREATOR,
            CREATED_AT,
            MACHINE_ID,
            NODE_AUTHID,
            CLUSTER_IP,
            PUBLIC_KEY,
            PUBLIC_ETH,
            PRIVATE_KEY,
            PRIVATE_ETH));

    static final Set<String> OF_ACTIVATION_FILE = new TreeSet<>(Set.of(
            CREATED_AT,
            MANAGEMENT_URL,
            "management-realm",
            "management-realm-oid",
            "node-oid",
            NODE_AUTHID,
            CLUSTER_IP,
            "activation-code",
            PUBLIC_KEY));

    private KeyTags() {}
}
