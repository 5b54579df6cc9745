package dev.weft.fabric.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.fabric.MasterFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseIT {

    @TempDir
    Path folder;

    @Test
    void commits_are_fully_synchronous_on_a_write_ahead_log() throws Exception {
        try (Database database = Database.open(folder)) {
            assertThat(pragma(database, "synchronous")).isEqualTo("2");
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
        }
    }

    @Test
    void what_was_written_is_there_after_a_restart() throws Exception {
        ManagementRealm realm =
                new ManagementRealm("r1", "plant", "Plant", null, List.of("a", "b"), 1_700_000_000_000_001L, "u1");
        FabricNode node = new FabricNode(
                "n1",
                "ab".repeat(32),
                "u1",
                "r1",
                "edge1",
                Map.of("weft", Map.of("set", "x", "n", 3L)),
                "10.0.0.1",
                Map.of("owned", Map.of()));
        try (Database database = Database.open(folder)) {
            database.write(sql -> {
                        Users.insert(sql, "u1", "superuser", 1);
                        ManagementRealms.insert(sql, realm);
                        Nodes.put(sql, node);
                        return true;
                    })
                    .get();
        }
        try (Database database = Database.open(folder)) {
            assertThat(database.write(ManagementRealms::all).get()).containsExactly(realm);
            assertThat(database.write(Nodes::all).get()).containsExactly(node);
            assertThat(database.write(sql -> Nodes.findByAuthid(sql, "r1", "edge1"))
                            .get())
                    .contains(node);
        }
    }

    @Test
    void what_a_master_that_was_killed_has_unpacked_is_removed() throws Exception {
        Path unpacked = Files.createDirectories(folder.resolve("native"));
        Files.createFile(unpacked.resolve("sqlite-1-libsqlitejdbc.so"));
        Files.createFile(unpacked.resolve("sqlite-1-libsqlitejdbc.so.lck"));

        Database.open(folder).close();

        assertThat(unpacked).isDirectoryNotContaining("glob:**sqlite-1-*");
    }

    @Test
    void the_schema_refuses_a_second_realm_of_the_same_name_and_a_second_node_of_the_same_authid() throws Exception {
        try (Database database = Database.open(folder)) {
            database.write(sql -> {
                        Users.insert(sql, "u1", "superuser", 1);
                        ManagementRealms.insert(sql, realm("r1", "plant"));
                        Nodes.put(sql, node("n1", "a".repeat(64), "edge1"));
                        return true;
                    })
                    .get();
            assertRefused(database, sql -> ManagementRealms.insert(sql, realm("r2", "plant")));
            assertRefused(database, sql -> Nodes.put(sql, node("n2", "b".repeat(64), "edge1")));
            assertRefused(database, sql -> Nodes.put(sql, node("n2", "a".repeat(64), "edge2")));
            assertRefused(database, sql -> ManagementRealms.delete(sql, "r1"));
            assertThat(database.write(Nodes::all).get()).hasSize(1);
        }
    }

    @Test
    void a_failed_change_leaves_nothing_behind_and_disturbs_no_other() throws Exception {
        try (Database database = Database.open(folder)) {
            database.write(sql -> {
                        Users.insert(sql, "u1", "superuser", 1);
                        return true;
                    })
                    .get();
            List<CompletableFuture<Boolean>> changes = new ArrayList<>();
            List<String> committed = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String name = "plant" + i;
                boolean fails = i % 5 == 0;
                changes.add(database.write(
                        sql -> {
                            ManagementRealms.insert(sql, realm("oid-" + name, name));
                            if (fails) {
                                throw new IllegalStateException("on purpose");
                            }
                            return true;
                        },
                        done -> committed.add(name)));
            }
            for (int i = 0; i < 50; i++) {
                if (i % 5 == 0) {
                    assertThat(changes.get(i)).failsWithin(java.time.Duration.ofSeconds(10));
                } else {
                    assertThat(changes.get(i).get()).isTrue();
                }
            }
            assertThat(database.write(ManagementRealms::all).get()).hasSize(40);
            assertThat(committed).hasSize(40);
        }
    }

    @Test
    void a_folder_in_use_is_refused_with_the_remedy() {
        try (Database first = Database.open(folder)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> Database.open(folder))
                    .isInstanceOf(MasterFailure.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("in use by another master");
        }
        Database.open(folder).close();
    }

    @Test
    void a_file_that_is_no_database_is_refused_with_the_remedy() throws Exception {
        Files.writeString(
                folder.resolve("fabric.db"), "this is no database at all, whatever its name says ".repeat(100));
        assertThatThrownBy(() -> Database.open(folder))
                .isInstanceOf(MasterFailure.class)
                .hasMessageContaining("fabric.db")
                .hasMessageContaining("restore it from a backup");
    }

    @Test
    void a_database_of_a_newer_version_is_refused() throws Exception {
        Database.open(folder).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("fabric.db"))) {
            connection.createStatement().execute("INSERT INTO schema_version (version) VALUES (999)");
        }
        assertThatThrownBy(() -> Database.open(folder))
                .isInstanceOf(MasterFailure.class)
                .hasMessageContaining("newer version of Weft");
    }

    @Test
    void a_change_after_the_end_is_refused() {
        Database database = Database.open(folder);
        database.close();
        assertThat(database.write(sql -> true))
                .failsWithin(java.time.Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("closed");
    }

    private interface Statements {
        void run(Sql sql) throws SQLException;
    }

    private static void assertRefused(Database database, Statements statements) {
        assertThatThrownBy(() -> database.write(sql -> {
                            statements.run(sql);
                            return true;
                        })
                        .get())
                .hasCauseInstanceOf(SQLException.class);
    }

    private static String pragma(Database database, String name) throws Exception {
        return database.write(sql ->
                        sql.list(row -> row.getString(1), "PRAGMA " + name).get(0))
                .get();
    }

    private static ManagementRealm realm(String oid, String name) {
        return new ManagementRealm(oid, name, null, null, null, 1, "u1");
    }

    private static FabricNode node(String oid, String pubkey, String authid) {
        return new FabricNode(oid, pubkey, "u1", "r1", authid, null, null, null);
    }
}
