package dev.weft.fabric.store;

import java.sql.SQLException;
import java.util.Optional;

/** Table of the people who may own things. */
public final class Users {

    private Users() {}

    /** The oid of the user with this name. */
    public static Optional<String> findOid(Sql sql, String email) throws SQLException {
        return sql.find(row -> row.getString(1), "SELECT oid FROM users WHERE email = ?", email);
    }

    /** @param registered microseconds since 1970 */
    public static void insert(Sql sql, String oid, String email, long registered) throws SQLException {
        sql.update("INSERT INTO users (oid, email, registered) VALUES (?, ?, ?)", oid, email, registered);
    }
}
