package dev.weft.fabric.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table of the management realms. */
public final class ManagementRealms {

    private static final String SELECT = "SELECT oid, name, label, description, tags, created, owner FROM mrealms";

    private ManagementRealms() {}

    public static List<ManagementRealm> all(Sql sql) throws SQLException {
        return sql.list(ManagementRealms::read, SELECT + " ORDER BY name");
    }

    public static Optional<ManagementRealm> findByName(Sql sql, String name) throws SQLException {
        return sql.find(ManagementRealms::read, SELECT + " WHERE name = ?", name);
    }

    public static Optional<ManagementRealm> findByOid(Sql sql, String oid) throws SQLException {
        return sql.find(ManagementRealms::read, SELECT + " WHERE oid = ?", oid);
    }

    public static void insert(Sql sql, ManagementRealm realm) throws SQLException {
        sql.update(
                "INSERT INTO mrealms (oid, name, label, description, tags, created, owner) VALUES (?, ?, ?, ?, ?, ?, ?)",
                realm.oid(),
                realm.name(),
                realm.label(),
                realm.description(),
                JsonColumn.write(realm.tags()),
                realm.created(),
                realm.owner());
    }

    public static void delete(Sql sql, String oid) throws SQLException {
        sql.update("DELETE FROM mrealms WHERE oid = ?", oid);
    }

    @SuppressWarnings("unchecked")
    private static ManagementRealm read(ResultSet row) throws SQLException {
        return new ManagementRealm(
                row.getString("oid"),
                row.getString("name"),
                row.getString("label"),
                row.getString("description"),
                (@Nullable List<String>) JsonColumn.read(row.getString("tags")),
                row.getLong("created"),
                row.getString("owner"));
    }
}
