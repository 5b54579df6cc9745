package dev.weft.fabric.store;

import dev.weft.fabric.MasterFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings the schema to the newest version: {@code schema-1.sql}, {@code schema-2.sql}, … each in one transaction, each once. A
 * script that was released is never changed; the next one is added instead.
 */
final class Migrations {

    /** Version 1 is the first. */
    private static final List<String> SCRIPTS = List.of("schema-1.sql", "schema-2.sql");

    private Migrations() {}

    static int newest() {
        return SCRIPTS.size();
    }

    static void run(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)");
            connection.commit();
            int version = version(statement);
            if (version > newest()) {
                throw new MasterFailure(file + " has schema version " + version + ", and this program knows up to "
                        + newest() + ": it was written by a newer version of Weft, run that one");
            }
            for (int next = version + 1; next <= newest(); next++) {
                for (String sql : read(SCRIPTS.get(next - 1)).split(";")) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
                statement.execute("INSERT INTO schema_version (version) VALUES (" + next + ")");
                connection.commit();
            }
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT COALESCE(MAX(version), 0) FROM schema_version")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static String read(String script) {
        try (InputStream in = Migrations.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + script + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read the resource " + script, unreadable);
        }
    }
}
