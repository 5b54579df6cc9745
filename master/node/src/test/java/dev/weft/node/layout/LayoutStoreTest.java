package dev.weft.node.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.node.layout.Layout.RealmLayout;
import dev.weft.node.layout.Layout.WorkerLayout;
import dev.weft.node.layout.LayoutChange.RealmStarted;
import dev.weft.node.layout.LayoutChange.RealmStopped;
import dev.weft.node.layout.LayoutChange.RolePut;
import dev.weft.node.layout.LayoutChange.ServicePut;
import dev.weft.node.layout.LayoutChange.TransportStarted;
import dev.weft.node.layout.LayoutChange.WorkerStarted;
import dev.weft.node.layout.LayoutChange.WorkerStopped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutStoreTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1234), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void what_was_applied_is_there_after_a_restart_in_the_same_order() throws IOException {
        LayoutStore store = open(Layout.empty());
        store.apply(new WorkerStarted("w2", "router", Map.of("title", "two")));
        store.apply(new WorkerStarted("w1", "router", Map.of()));
        store.apply(new RealmStarted("w2", "realm1", Map.of("name", "realm1")));
        store.apply(new RolePut("w2", "realm1", "role1", Map.of("name", "anonymous")));
        store.apply(new TransportStarted("w2", "web", Map.of("type", "web", "paths", Map.of())));
        store.apply(new ServicePut("w2", "web", "ws", Map.of("type", "websocket")));

        Layout read = open(Layout.empty()).current();

        assertThat(read).isEqualTo(store.current());
        assertThat(read.workers().keySet()).containsExactly("w2", "w1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("layout.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_crash_between_write_and_rename_leaves_the_old_layout() throws IOException {
        LayoutStore store = open(Layout.empty());
        store.apply(new WorkerStarted("w1", "router", Map.of()));
        Files.writeString(folder.resolve(".layout.json.new"), "{\"version\": 1, \"wor");

        LayoutStore after = open(Layout.empty());
        assertThat(after.current()).isEqualTo(store.current());

        after.apply(new WorkerStarted("w2", "router", Map.of()));
        assertThat(open(Layout.empty()).current().workers()).containsOnlyKeys("w1", "w2");
        assertThat(folder.resolve(".layout.json.new")).doesNotExist();
    }

    @Test
    void a_change_that_could_not_be_written_is_not_recorded_and_is_written_when_asked_for_again() throws IOException {
        LayoutStore store = open(Layout.empty());
        Path inTheWay = Files.createDirectory(folder.resolve("layout.json"));
        Files.createFile(inTheWay.resolve("file"));
        WorkerStarted change = new WorkerStarted("w1", "router", Map.of());

        assertThatThrownBy(() -> store.apply(change)).isInstanceOf(UncheckedIOException.class);
        assertThat(store.current()).isEqualTo(Layout.empty());

        Files.delete(inTheWay.resolve("file"));
        Files.delete(inTheWay);
        store.apply(change);
        assertThat(open(Layout.empty()).current().workers()).containsOnlyKeys("w1");
    }

    @Test
    void a_damaged_file_is_kept_aside_and_told() throws IOException {
        Path file = folder.resolve("layout.json");
        Files.writeString(file, "{\"version\": 1, \"workers\": [{\"id\": 7}]}");

        LayoutStore.Opened opened = LayoutStore.open(folder, Layout.empty(), CLOCK);

        assertThat(opened.problem()).hasValueSatisfying(p -> assertThat(p).contains("layout.json.broken-1234", "'id'"));
        assertThat(opened.store().current()).isEqualTo(Layout.empty());
        assertThat(folder.resolve("layout.json.broken-1234")).content().contains("\"id\": 7");
        assertThat(file).doesNotExist();
    }

    @Test
    void objects_of_config_json_run_but_are_not_copied_into_the_file() throws IOException {
        LayoutStore store = open(configured());
        store.apply(new RealmStarted("c1", "realm1", Map.of("name", "realm1")));

        assertThat(store.current().workers()).containsOnlyKeys("c1");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_change_below_an_object_of_config_json_is_kept_and_wins() {
        LayoutStore store = open(configured());
        store.apply(new RolePut("c1", "realm1", "role1", Map.of("name", "anonymous", "permissions", "narrow")));

        Layout again = open(configured()).current();

        assertThat(realms(again).values().iterator().next().roles().get("role1"))
                .containsEntry("permissions", "narrow");
        assertThat(realms(open(Layout.empty()).current())).containsOnlyKeys("realm1");
    }

    @Test
    void what_was_stopped_does_not_come_back_while_the_node_lives() {
        LayoutStore store = open(configured());
        store.apply(new RealmStopped("c1", "realm1"));
        assertThat(realms(store.current())).isEmpty();
        store.apply(new WorkerStopped("c1"));
        assertThat(store.current().workers()).isEmpty();
    }

    private static Map<String, RealmLayout> realms(Layout layout) {
        return layout.find("c1").orElseThrow().realms();
    }

    private static Layout configured() {
        return Layout.empty()
                .with(WorkerLayout.of("c1", "router", Map.of())
                        .with(new RealmLayout(
                                "realm1",
                                Map.of("name", "realm1"),
                                Map.of("role1", Map.of("name", "anonymous", "permissions", "wide")))));
    }

    private LayoutStore open(Layout configured) {
        LayoutStore.Opened opened = LayoutStore.open(folder, configured, CLOCK);
        assertThat(opened.problem()).isEmpty();
        return opened.store();
    }
}
