package dev.weft.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.ActionType;
import dev.weft.engine.render.ComparisonText;
import dev.weft.engine.render.NodeNames;
import dev.weft.engine.render.PlanMarkdown;
import dev.weft.engine.render.PlanText;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.YamlDocuments;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final String ROLES =
            "[{name: hmi, permissions: [{uri: com.plant., match: prefix, allow: {call: true}}]}]";

    @Test
    void the_same_documents_differ_in_nothing() {
        Comparison comparison = Comparison.between(fleet(3, ROLES, 8080), fleet(3, ROLES, 8080));

        assertThat(comparison.isEmpty()).isTrue();
        assertThat(text(comparison, fleet(3, ROLES, 8080)))
                .isEqualTo("No difference: 16 objects are wanted as before.\n");
    }

    @Test
    void a_role_that_changes_on_many_nodes_is_told_once_by_their_sites() {
        Desired head = fleet(9, ROLES.replace("call: true", "call: false"), 8080);
        Comparison comparison = Comparison.between(fleet(9, ROLES, 8080), head);

        assertThat(text(comparison, head))
                .contains("~ worker/router1/realm/line/role/hmi  on 9 nodes of plant (linz 5, graz 4)")
                .contains("permissions[com.plant. prefix].allow.call: true -> false  fleet.yaml:")
                .contains("Changes: 9 to update, on 9 of 9 nodes (linz 5, graz 4). Disruption: drops-authz.");
    }

    @Test
    void what_comes_and_goes_inside_documents_is_created_and_deleted() {
        Comparison comparison = Comparison.between(fleet(1, ROLES, 8080), fleet(1, ROLES.replace("hmi", "mes"), 8080));

        assertThat(comparison.plan().actions())
                .extracting(action -> action.type() + " " + action.path().name())
                .containsExactlyInAnyOrder(ActionType.CREATE + " mes", ActionType.DELETE + " hmi");
    }

    @Test
    void documents_that_go_are_told_and_nothing_of_them_is_deleted() {
        Desired head = fleet(1, ROLES, 8080);
        Comparison comparison = Comparison.between(fleet(2, ROLES, 8080), head);

        assertThat(comparison.plan().actions()).isEmpty();
        assertThat(comparison.isEmpty()).isFalse();
        assertThat(comparison.gone()).containsExactly(new NodeKey("plant", "edge2").path());
        assertThat(text(comparison, head)).contains("Documents removed: plant/edge2. What is live of them stays");
        assertThat(Comparison.between(head, Desired.empty()).gone())
                .contains(ObjectPath.mrealm("plant"), new NodeKey("plant", "edge1").path());
    }

    @Test
    void more_nodes_that_retire_than_a_run_would_at_once_are_differences_all_the_same() {
        Desired base = fleet(11, ROLES, 8080);
        Desired head = fleet(11, ROLES, 8080, ", lifecycle: Retired");

        Comparison comparison = Comparison.between(base, head);

        assertThat(comparison.isEmpty()).isFalse();
        assertThat(comparison.plan().refusals()).isEmpty();
        assertThat(comparison.plan().actions())
                .filteredOn(action -> action.path().kind() == ObjectKind.NODE)
                .hasSize(11)
                .allMatch(action -> action.type() == ActionType.DELETE);
        assertThat(text(comparison, head)).contains("on 11 of 11 nodes");
    }

    @Test
    void from_nothing_everything_is_created() {
        Comparison comparison = Comparison.between(Desired.empty(), fleet(1, ROLES, 8080));

        assertThat(comparison.plan().actions()).hasSize(6).allMatch(action -> action.type() == ActionType.CREATE);
    }

    @Test
    void another_secret_is_seen_by_its_name_and_another_port_restarts_the_transport() {
        Desired base = fleet(1, ROLES, 8080);
        Comparison port = Comparison.between(base, fleet(1, ROLES, 9090));

        assertThat(port.plan().actions()).singleElement().satisfies(action -> {
            assertThat(action.path().name()).isEqualTo("ws");
            assertThat(action.changes()).extracting(change -> change.field()).containsExactly("endpoint.port");
        });
        Desired ticket = ticket("one");
        assertThat(Comparison.between(ticket, ticket("one")).isEmpty()).isTrue();
        Comparison secret = Comparison.between(ticket, ticket("two"));
        assertThat(secret.plan().obstacles()).isEmpty();
        assertThat(text(secret, ticket)).contains("changed (secret)");
    }

    @Test
    void markdown_is_cut_between_objects_and_says_so() {
        Desired base = fleet(1, "[]", 8080);
        StringBuilder roles = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            roles.append(i == 0 ? "[" : ",").append("{name: role").append(i).append(", permissions: []}");
        }
        Desired head = fleet(1, roles + "]", 8080);
        Comparison comparison = Comparison.between(base, head);
        String summary = ComparisonText.summary(comparison, head, NodeNames.FIRST);

        String cut =
                PlanMarkdown.render(comparison.plan(), new PlanMarkdown.Page("a..b", summary, NodeNames.FIRST, 4_000));
        String whole =
                PlanMarkdown.render(comparison.plan(), new PlanMarkdown.Page("a..b", summary, NodeNames.FIRST, 60_000));

        assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(4_000);
        assertThat(cut)
                .startsWith("### a..b\n")
                .containsPattern("\\*\\*\\d+ of 200 changes are not shown\\*\\*: the text is limited to 4000 bytes");
        assertThat(cut.lines().filter(line -> line.startsWith("- ")))
                .allMatch(line -> line.matches("- `\\+` `plant/edge1/.*\\)"));
        assertThat(whole).doesNotContain("not shown");
        assertThat(whole.lines().filter(line -> line.startsWith("- "))).hasSize(200);
    }

    @Test
    void what_documents_say_stays_in_code_spans() {
        assertThat(PlanMarkdown.code("a`b")).isEqualTo("``a`b``");
        assertThat(PlanMarkdown.code("`@all`\n# x")).isEqualTo("`` `@all` # x ``");
        assertThat(PlanMarkdown.code("x`")).isEqualTo("`` x` ``");
    }

    private static String text(Comparison comparison, Desired head) {
        return ComparisonText.render(comparison, head, NodeNames.byLabel(head, "site"), PlanText.Style.PLAIN);
    }

    private static Desired fleet(int nodes, String roles, int port) {
        return fleet(nodes, roles, port, "");
    }

    private static Desired fleet(int nodes, String roles, int port, String spec) {
        return load(
                nodes,
                spec,
                "{name: line, roles: " + roles + "}",
                "{id: ws, type: websocket, endpoint: {type: tcp, port: " + port + "}}");
    }

    private static Desired ticket(String secret) {
        return load(
                1,
                "",
                "{name: line, roles: [{name: hmi, permissions: []}]}",
                "{id: ws, type: websocket, endpoint: {type: tcp, port: 8080}, auth: {ticket: {type: static, principals: "
                        + "{erp: {ticket: $(secret.erp/" + secret + "), role: hmi}}}}}");
    }

    private static Desired load(int nodes, String spec, String realm, String transport) {
        StringBuilder text =
                new StringBuilder("apiVersion: weft.dev/v1alpha1\nkind: ManagementRealm\nmetadata: {name: plant}\n");
        for (int i = 1; i <= nodes; i++) {
            text.append("---\napiVersion: weft.dev/v1alpha1\nkind: FabricNode\nmetadata: {name: edge")
                    .append(i)
                    .append(", labels: {site: ")
                    .append(i % 2 == 0 ? "graz" : "linz")
                    .append("}}\nspec: {mrealm: plant, publicKey: \"")
                    .append(RandomFleet.key(i))
                    .append('"')
                    .append(spec)
                    .append("}\n");
        }
        text.append("---\napiVersion: weft.dev/v1alpha1\nkind: NodeLayout\nmetadata: {name: base}\nspec:\n")
                .append("  mrealm: plant\n  nodeSelector: {}\n  workers:\n  - id: router1\n    type: router\n")
                .append("    realms: [")
                .append(realm)
                .append("]\n")
                .append("    transports: [")
                .append(transport)
                .append("]\n");
        return RandomFleet.load(YamlDocuments.read("fleet.yaml", text.toString()));
    }
}
