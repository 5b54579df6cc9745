package dev.weft.engine.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.rollout.RolloutPolicy;
import dev.weft.engine.sim.SimulatedFabric;
import dev.weft.engine.sim.YamlDocuments;
import dev.weft.model.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DesiredLoaderTest {

    private static final String KEY = "4f0000000000000000000000000000000000000000000000000000000000000";

    private final List<String> documents = new ArrayList<>();

    @Test
    void values_come_from_default_then_override_then_node_and_have_their_place() {
        realm();
        node("edge1", "site: graz", "");
        node("edge2", "site: linz", "values: {wsPort: 9090}");
        node("edge3", "site: wien", "");
        layout("base", """
                  nodeSelector: {}
                  values: {wsPort: {type: integer, default: 8080}}
                  overrides:
                  - nodeSelector: {matchExpressions: [{key: site, operator: In, values: [graz]}]}
                    values: {wsPort: 8443}
                  workers:
                  - id: w
                    type: router
                    transports:
                    - {id: t, type: rawsocket, endpoint: {type: tcp, port: $(values.wsPort)}}
                """);

        Desired desired = load();

        assertThat(port(desired, "edge1")).isEqualTo(8443L);
        assertThat(port(desired, "edge2")).isEqualTo(9090L);
        assertThat(port(desired, "edge3")).isEqualTo(8080L);
        DesiredObject transport = desired.object(new ObjectPath("plant-a/edge1/worker/w/transport/t"))
                .orElseThrow();
        assertThat(transport.origins().at("/endpoint/port")).hasToString("4.yaml:10:22");
        assertThat(desired.node(new NodeKey("plant-a", "edge1")).orElseThrow().layouts())
                .containsExactly("base");
    }

    @Test
    void labels_and_names_are_filled_in_and_secrets_stay_references() {
        realm();
        node("edge1", "site: graz", "");
        layout("base", """
                  nodeSelector: {}
                  workers:
                  - id: w
                    type: router
                    realms: [{name: line, roles: [{name: hmi}]}]
                    transports:
                    - id: t
                      type: websocket
                      endpoint: {type: tcp, port: 8080}
                      url: ws://$(label.site).example/$(node.authid)
                      auth: {ticket: {type: static, principals: {joe: {ticket: $(secret.joe/ticket), role: hmi}}}}
                """);

        Map<String, Object> config = load().object(new ObjectPath("plant-a/edge1/worker/w/transport/t"))
                .orElseThrow()
                .config();

        assertThat(config).containsEntry("url", "ws://graz.example/edge1");
        assertThat(config.toString()).contains("$(secret.joe/ticket)");
    }

    @Test
    void everything_that_is_wrong_is_found_at_once_with_place_and_remedy() {
        realm();
        documents.add("kind: FabricNode\nmetadata: {name: a}\nspec: {mrealm: plant-b, publicKey: xyz}\n");
        node("edge1", "site: graz", "");
        documents.add("kind: NodeLayot\nmetadata: {name: b}\nspec: {}\n");
        documents.add("kind: ApplicationRealm\nmetadata: {name: c}\nspec: {}\n");
        layout("base", """
                  nodeSelector: {}
                  values: {wsPort: {type: integer, default: 8080}}
                  workers:
                  - id: w
                    type: router
                    tranports: []
                    realms: [{name: line, roles: [{name: hmi, permissions: [{uri: a.b, allow: {cal: true}}]}]}]
                    transports:
                    - {id: t, type: rawsocket, endpoint: {type: tcp, port: $(values.wsPrt)}}
                    - {id: u, type: rawsocket, endpoint: {type: tcp, port: many}}
                    - id: v
                      type: websocket
                      endpoint: {type: tcp, port: 1}
                      auth: {anonymous: {type: static, realm: lime}}
                """);

        assertThat(findings())
                .anySatisfy(text -> assertThat(text).contains("1.yaml:", "64 hexadecimal digits"))
                .anySatisfy(
                        text -> assertThat(text).contains("3.yaml:2:7", "unknown kind", "did you mean 'NodeLayout'?"))
                .anySatisfy(text -> assertThat(text).contains("4.yaml:2:7", "not available in this version"))
                .anySatisfy(text -> assertThat(text).contains("tranports", "transports"))
                .anySatisfy(text -> assertThat(text).contains("cal", "call"))
                .anySatisfy(text -> assertThat(text).contains("$(values.wsPrt)", "did you mean 'wsPort'?"))
                .anySatisfy(text -> assertThat(text).contains("many", "integer"))
                .anySatisfy(text -> assertThat(text).contains("realm 'lime'", "line"));
    }

    @Test
    void a_management_realm_that_nobody_declares_is_an_error_with_a_suggestion() {
        realm();
        documents.add("kind: FabricNode\nmetadata: {name: a}\nspec: {mrealm: plant-b}\n");
        assertThat(findings())
                .singleElement()
                .asString()
                .contains("1.yaml:4:16", "'plant-b'", "did you mean 'plant-a'?");
    }

    @Test
    void two_overrides_that_disagree_name_both_places() {
        realm();
        node("edge1", "site: graz", "");
        layout("base", """
                  nodeSelector: {}
                  values: {p: {type: integer, default: 1}}
                  overrides:
                  - {nodeSelector: {}, values: {p: 2}}
                  - {nodeSelector: {matchLabels: {site: graz}}, values: {p: 3}}
                  workers: []
                """);
        assertThat(findings()).singleElement().asString().contains("2.yaml:10:61", "2.yaml:9:36", "'p'");
    }

    @Test
    void two_layouts_merge_by_key_and_an_error_names_both_places_where_they_differ() {
        realm();
        node("edge1", "site: graz", "");
        String worker = """
                  nodeSelector: {}
                  workers:
                  - id: w
                    type: router
                    realms: [{name: %s, roles: [{name: %s, permissions: [{uri: a.b, allow: {call: %s}}]}]}]
                """;
        layout("one", worker.formatted("line", "hmi", "true"));
        layout("two", worker.formatted("line", "plc", "true"));
        assertThat(load().objects())
                .containsKeys(
                        new ObjectPath("plant-a/edge1/worker/w/realm/line/role/hmi"),
                        new ObjectPath("plant-a/edge1/worker/w/realm/line/role/plc"));

        layout("three", worker.formatted("line", "plc", "false"));
        assertThat(findings()).singleElement().asString().contains(".yaml:10:", "is said differently at");
    }

    @Test
    void a_secret_in_a_field_that_everybody_may_see_is_refused() {
        realm();
        node("edge1", "site: graz", "");
        layout("base", """
                  nodeSelector: {}
                  workers:
                  - id: w
                    type: router
                    transports:
                    - id: t
                      type: web
                      endpoint: {type: tcp, port: 8080}
                      paths: {x: {type: redirect, url: $(secret.joe/ticket)}}
                """);

        assertThat(findings())
                .singleElement()
                .asString()
                .contains("2.yaml:14:40", "this field is no secret", "$(secret.joe/ticket)");
    }

    @Test
    void secrets_in_clear_and_types_that_execute_what_a_document_says_are_refused() {
        realm();
        node("edge1", "site: graz", "");
        layout("base", """
                  nodeSelector: {}
                  workers:
                  - {id: g, type: guest, executable: /bin/sh, arguments: [-c, id]}
                  - id: w
                    type: router
                    transports:
                    - id: t
                      type: web
                      endpoint: {type: tcp, port: 8080}
                      paths: {x: {type: cgi, directory: /tmp, processor: /bin/sh}}
                    - id: u
                      type: websocket
                      endpoint: {type: tcp, port: 8081}
                      auth: {ticket: {type: static, principals: {joe: {ticket: hunter2, role: hmi}}}}
                """);
        assertThat(findings())
                .anySatisfy(text -> assertThat(text).contains("'guest' may not be declared"))
                .anySatisfy(text -> assertThat(text).contains("'cgi' may not be declared"))
                .anySatisfy(text -> assertThat(text).contains("in clear", "$(secret.name/key)"))
                .noneSatisfy(text -> assertThat(text).contains("hunter2"));
    }

    @Test
    void every_service_that_a_router_of_ours_serves_may_be_declared() {
        realm();
        node("edge1", "", "");
        layout("services", """
                  nodeSelector: {}
                  workers:
                  - id: w
                    type: router
                    transports:
                    - id: t
                      type: web
                      endpoint: {type: tcp, port: 8080}
                      paths:
                        /: {type: nodeinfo}
                        metrics: {type: metrics}
                        value: {type: json, value: {a: 1}}
                        files: {type: static, directory: ..}
                        away: {type: redirect, url: 'https://example.com'}
                        ws: {type: websocket}
                        lp: {type: longpoll}
                        below: {type: path, paths: {none: {type: none}}}
                """);

        assertThat(findings()).isEmpty();
    }

    @Test
    void twins_and_missing_ids_are_refused() {
        realm();
        realm();
        node("edge1", "site: graz", "");
        documents.add("kind: FabricNode\nmetadata: {name: other}\nspec: {mrealm: plant-a, authid: edge1, publicKey: "
                + KEY + "1}\n");
        layout(
                "base",
                "  nodeSelector: {}\n  workers: [{type: router}, {id: w, type: router}, {id: w, type: router}]\n");
        assertThat(findings())
                .anySatisfy(text -> assertThat(text).contains("ManagementRealm/plant-a", "is there twice", "0.yaml"))
                .anySatisfy(text -> assertThat(text).contains("node 'plant-a/edge1' is declared twice"))
                .anySatisfy(text -> assertThat(text).contains("same public key"))
                .anySatisfy(text -> assertThat(text).contains("a worker needs an id"))
                .anySatisfy(text -> assertThat(text).contains("worker 'w'", "is there twice"));
    }

    @Test
    void a_layout_that_selects_nothing_is_a_warning_and_is_checked_all_the_same() {
        realm();
        layout("base", "  nodeSelector: {matchLabels: {site: mars}}\n  workers: []\n");
        DesiredLoader.Loaded loaded = loaded();
        assertThat(loaded.desired()).isPresent();
        assertThat(loaded.findings()).singleElement().asString().contains("warning", "selects no node");

        documents.remove(1);
        layout("base", "  nodeSelector: {matchLabels: {site: mars}}\n  workers: [{id: w, type: router, optons: {}}]\n");
        assertThat(findings()).anySatisfy(text -> assertThat(text).contains("optons", "options"));
    }

    @Test
    void features_that_are_not_built_are_refused_by_name() {
        realm();
        layout("base", "  nodeSelector: {}\n  workers: []\n  renamedFrom: other\n");
        assertThat(findings())
                .anySatisfy(text -> assertThat(text).contains("1.yaml:8:16", "'renamedFrom'", "not available"));
    }

    @Test
    void what_is_wrong_with_a_rollout_is_told_at_its_place_with_what_to_type() {
        realm();
        layout("a", "  nodeSelector: {}\n  workers: []\n  rollout: {steps: [1, 20%, 10%], soak: 5 minutes}\n");
        layout("b", "  nodeSelector: {}\n  workers: []\n  rollout: {steps: [1, 50%, 20%]}\n");
        layout("c", "  nodeSelector: {}\n  workers: []\n  rollout: {steps: [1, 10%]}\n");
        layout("d", "  nodeSelector: {}\n  workers: []\n  rollout: {steps: [some, true], maxFailed: few}\n");
        layout("e", "  nodeSelector: {}\n  workers: []\n  rollout: {steps: [100%], soak: 200h}\n");

        assertThat(findings())
                .anySatisfy(text -> assertThat(text).contains("1.yaml:8:41", "rollout.soak", "such as 30s, 5m or 1h"))
                .anySatisfy(text -> assertThat(text).contains("2.yaml:8:29", "20% comes after 50%", "larger"))
                .anySatisfy(text -> assertThat(text).contains("3.yaml:8:24", "the last step is 10%", "Add 100%"))
                .anySatisfy(text -> assertThat(text).contains("4.yaml:8:27", "an integer or a string"))
                .anySatisfy(text -> assertThat(text).contains("5.yaml:8:34", "more than 7 days", "168h"));
    }

    @Test
    void above_ten_nodes_one_goes_first_unless_the_layout_says_otherwise() {
        realm();
        for (int i = 0; i < 11; i++) {
            node("edge" + Integer.toHexString(i), i == 0 ? "site: graz" : "site: linz", "");
        }
        layout("few", "  nodeSelector: {matchLabels: {site: linz}}\n  workers: []\n");
        layout("many", "  nodeSelector: {}\n  workers: []\n");
        layout("single", "  nodeSelector: {}\n  workers: []\n  rollout: {steps: [100%]}\n");
        layout("own", "  nodeSelector: {}\n  workers: []\n  rollout: {steps: [1, 10%, 100%], maxFailed: 10%}\n");

        Desired desired = load();

        assertThat(policy(desired, "few").isStaged()).isFalse();
        assertThat(policy(desired, "many").isStaged()).isTrue();
        assertThat(policy(desired, "many").target(0, 11)).isEqualTo(1);
        assertThat(policy(desired, "many").target(1, 11)).isEqualTo(11);
        assertThat(policy(desired, "many").soak()).isEqualTo(30_000);
        assertThat(policy(desired, "single").isStaged()).isFalse();
        assertThat(policy(desired, "own").target(1, 11)).isEqualTo(2);
        assertThat(policy(desired, "own").maxFailed().roundedDown(11)).isEqualTo(1);
    }

    private static RolloutPolicy policy(Desired desired, String layout) {
        return Objects.requireNonNull(desired.layouts().get(layout)).rollout();
    }

    private void realm() {
        documents.add("kind: ManagementRealm\nmetadata: {name: plant-a}\nspec: {}\n");
    }

    private void node(String name, String labels, String more) {
        documents.add("kind: FabricNode\nmetadata: {name: " + name + ", labels: {" + labels
                + "}}\nspec:\n  mrealm: plant-a\n  publicKey: " + KEY + name.charAt(name.length() - 1) + "\n"
                + (more.isEmpty() ? "" : "  " + more + "\n"));
    }

    private void layout(String name, String spec) {
        documents.add("kind: NodeLayout\nmetadata: {name: " + name + "}\nspec:\n  mrealm: plant-a\n" + spec);
    }

    private DesiredLoader.Loaded loaded() {
        List<dev.weft.model.Document> read = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            read.addAll(YamlDocuments.read(i + ".yaml", "apiVersion: weft.dev/v1alpha1\n" + documents.get(i)));
        }
        return DesiredLoader.load(read, DesiredOptions.DEFAULT);
    }

    private Desired load() {
        DesiredLoader.Loaded loaded = loaded();
        return loaded.desired().orElseThrow(() -> new AssertionError(loaded.findings()));
    }

    /** The errors as people see them. */
    private List<String> findings() {
        return loaded().findings().stream()
                .filter(Finding::isError)
                .map(Finding::toString)
                .toList();
    }

    private static Object port(Desired desired, String node) {
        ObjectPath path = new ObjectPath("plant-a/" + node + "/worker/w/transport/t");
        return SimulatedFabric.port(desired.object(path).orElseThrow().config());
    }
}
