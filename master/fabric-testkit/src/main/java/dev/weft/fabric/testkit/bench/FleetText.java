package dev.weft.fabric.testkit.bench;

/**
 * Documents of a fleet: one layout that all nodes share, with 49 objects, and a document per node with its key, labels and values. So
 * with the nodes themselves 50 objects each.
 */
final class FleetText {

    private static final int REALMS = 4;
    private static final int ROLES_PER_REALM = 7;
    private static final int TRANSPORTS = 4;
    private static final int SERVICES_PER_TRANSPORT = 3;

    private FleetText() {}

    static String of(int nodes) {
        StringBuilder text = new StringBuilder("""
                apiVersion: weft.dev/v1alpha1
                kind: ManagementRealm
                metadata: {name: plant}
                """);
        layout(text);
        for (int i = 0; i < nodes; i++) {
            text.append("""
                    ---
                    apiVersion: weft.dev/v1alpha1
                    kind: FabricNode
                    metadata: {name: edge%d, labels: {site: s%d}}
                    spec: {mrealm: plant, publicKey: "%064x", values: {port: %d}}
                    """.formatted(i, i % 10, i + 1, 20_000 + i));
        }
        return text.toString();
    }

    private static void layout(StringBuilder text) {
        text.append("""
                ---
                apiVersion: weft.dev/v1alpha1
                kind: NodeLayout
                metadata: {name: base}
                spec:
                  mrealm: plant
                  nodeSelector: {}
                  rollout: {steps: [100%]}
                  values: {port: {type: integer}}
                  workers:
                  - id: router1
                    type: router
                    realms:
                """);
        for (int realm = 0; realm < REALMS; realm++) {
            text.append("    - name: line").append(realm).append("\n      roles:\n");
            for (int role = 0; role < ROLES_PER_REALM; role++) {
                text.append("""
                              - name: role%d
                                permissions:
                                - {uri: com.plant.line%d., match: prefix, allow: {call: true, subscribe: true}}
                                - {uri: com.plant.machine%d.start, match: exact, allow: {register: true}, cache: true}
                        """.formatted(role, realm, role));
            }
        }
        text.append("    transports:\n");
        for (int transport = 0; transport < TRANSPORTS; transport++) {
            text.append("""
                        - id: web%d
                          type: web
                          endpoint: {type: tcp, interface: 127.0.0.%d, port: $(values.port)}
                          paths:
                            /: {type: nodeinfo}
                            ws: {type: websocket, auth: {anonymous: {type: static, role: role0}}}
                            config: {type: json, value: {line: %d}}
                            old: {type: redirect, url: /new}
                    """.formatted(transport, transport + 1, transport));
        }
    }
}
