package dev.weft.engine.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ObjectPathTest {

    private static final ObjectPath ROLE = ObjectPath.node("plant-a", "edge1")
            .child(ObjectKind.WORKER, "w1")
            .child(ObjectKind.REALM, "line")
            .child(ObjectKind.ROLE, "a/b %ü");

    @Test
    void segments_are_percent_encoded_and_come_back() {
        assertThat(ROLE.text()).isEqualTo("plant-a/edge1/worker/w1/realm/line/role/a%2Fb%20%25%C3%BC");
        assertThat(ROLE.name()).isEqualTo("a/b %ü");
        assertThat(ROLE.segments()).endsWith("role", "a/b %ü");
    }

    @Test
    void a_path_knows_its_kind_its_parents_and_its_node() {
        assertThat(ROLE.kind()).isEqualTo(ObjectKind.ROLE);
        assertThat(ROLE.parent().map(ObjectPath::kind)).contains(ObjectKind.REALM);
        assertThat(ROLE.worker()).contains(new ObjectPath("plant-a/edge1/worker/w1"));
        assertThat(ROLE.node()).contains(new NodeKey("plant-a", "edge1"));
        assertThat(ROLE.idOf(ObjectKind.REALM)).contains("line");
        assertThat(ROLE.idOf(ObjectKind.TRANSPORT)).isEmpty();
        assertThat(ObjectPath.mrealm("plant-a").kind()).isEqualTo(ObjectKind.MANAGEMENT_REALM);
        assertThat(ObjectPath.mrealm("plant-a").parent()).isEmpty();
        assertThat(ObjectPath.node("plant-a", "edge1").parent()).contains(ObjectPath.mrealm("plant-a"));
    }

    @Test
    void what_is_inside_an_object_follows_it_at_once() {
        TreeSet<ObjectPath> sorted = new TreeSet<>(List.of(
                new ObjectPath("a/n/worker/w-1"),
                new ObjectPath("a/n/worker/w/realm/x"),
                new ObjectPath("a/n/worker/w")));
        assertThat(sorted)
                .extracting(ObjectPath::text)
                .containsExactly("a/n/worker/w", "a/n/worker/w/realm/x", "a/n/worker/w-1");
        assertThat(new ObjectPath("a/n/worker/w-1").isInside(new ObjectPath("a/n/worker/w")))
                .isFalse();
    }

    @Test
    void what_is_no_path_is_refused() {
        assertThatThrownBy(() -> new ObjectPath("a/n/worker")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ObjectPath("")).isInstanceOf(IllegalArgumentException.class);
    }
}
