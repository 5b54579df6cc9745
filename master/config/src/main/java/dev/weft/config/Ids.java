package dev.weft.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for ids and names. */
public final class Ids {

    /** Ids of workers, realms, roles, transports, components, links and connections; also authids of nodes. */
    public static final String ID = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

    public static final String ID_MEANING =
            "an id: letters, digits, '_' and '-', at most 64, beginning with a letter or digit";

    /** Realms: a name, or an Ethereum address. */
    public static final String REALM = "[A-Za-z][A-Za-z0-9_\\-@.]{2,254}|0x[0-9A-Fa-f]{40}";

    public static final String REALM_MEANING =
            "a realm name: a letter, then letters, digits and _ - @ . (3 to 255 characters in all)";

    /** One segment of a web path, or "/" for the root. */
    public static final String PATH = "[A-Za-z0-9_\\-]+|/";

    public static final String PATH_MEANING = "one path segment (letters, digits, '_' and '-') or \"/\"";

    /** An Ed25519 public key. */
    public static final String KEY = "[0-9a-f]{64}";

    public static final String KEY_MEANING = "an Ed25519 public key of 64 lower-case hex characters";

    /** A complete uri as WAMP's loose rules have it. */
    public static final String URI = "[^\\s.#]+(\\.[^\\s.#]+)*";

    public static final String URI_MEANING = "a WAMP uri: parts without blanks or '#', separated by dots";

    private static final Pattern ID_PATTERN = Pattern.compile(ID);
    private static final Pattern REALM_PATTERN = Pattern.compile(REALM);
    private static final Pattern PLAIN_REALM = Pattern.compile("[A-Za-z][A-Za-z0-9_\\-@.]{2,254}");

    /** Prefixes that Crossbar.io keeps for itself. */
    private static final List<String> RESERVED_PREFIXES = List.of(
            "io.crossbar",
            "com.crossbario",
            "de.crossbario",
            "crossbar",
            "fabric",
            "autobahn",
            "wamp",
            "ws.wamp",
            "io.wamp");

    /** Names that, after {@code crossbarfabriccenter.mrealm.}, would be taken for an API of the management realm itself. */
    private static final Set<String> RESERVED_SEGMENTS =
            Set.of("arealm", "remote", "routercluster", "webcluster", "metadata", "tracing");

    private Ids() {}

    public static boolean isId(String text) {
        return ID_PATTERN.matcher(text).matches();
    }

    public static boolean isRealmName(String text) {
        return REALM_PATTERN.matcher(text).matches();
    }

    /** What is wrong with the name of a management realm, in words; empty where it is fine. */
    public static Optional<String> problemWithManagementRealm(String name) {
        if (!PLAIN_REALM.matcher(name).matches()) {
            return Optional.of("expected " + REALM_MEANING);
        }
        for (String prefix : RESERVED_PREFIXES) {
            if (name.startsWith(prefix)) {
                return Optional.of("names of management realms must not begin with '" + prefix + "'");
            }
        }
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        return RESERVED_SEGMENTS.contains(first)
                ? Optional.of("'" + first + "' is the name of an API of management realms")
                : Optional.empty();
    }

    /** The first free id of the form {@code worker001}, as Crossbar.io counts what has no id. */
    public static String next(String prefix, Set<String> taken) {
        for (int n = 1; ; n++) {
            String id = prefix + String.format(Locale.ROOT, "%03d", n);
            if (!taken.contains(id)) {
                return id;
            }
        }
    }
}
