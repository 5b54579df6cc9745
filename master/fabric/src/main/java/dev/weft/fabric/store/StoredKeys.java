package dev.weft.fabric.store;

import java.sql.SQLException;
import java.util.function.Supplier;

/** Table of the master's own random keys, by what they are for. Each is made once and never changes. */
public final class StoredKeys {

    /** What reconcilers key the fingerprints of secrets with. */
    public static final String FINGERPRINTS = "fingerprints";

    private StoredKeys() {}

    /**
     * The key for this purpose, hexadecimal.
     *
     * @param made called where there is none yet
     */
    public static String require(Sql sql, String purpose, Supplier<String> made) throws SQLException {
        String known = sql.find(row -> row.getString(1), "SELECT key FROM keys WHERE purpose = ?", purpose)
                .orElse(null);
        if (known != null) {
            return known;
        }
        String key = made.get();
        sql.update("INSERT INTO keys (purpose, key) VALUES (?, ?)", purpose, key);
        return key;
    }
}
