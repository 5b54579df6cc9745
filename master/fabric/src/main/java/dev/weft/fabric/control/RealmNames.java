package dev.weft.fabric.control;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which names management realms and nodes may have. */
public final class RealmNames {

    /** The realm of domain, users and the life cycle of management realms. */
    public static final String GLOBAL = "com.crossbario.fabric";

    private static final Pattern REALM = Pattern.compile("^[A-Za-z][A-Za-z0-9_\\-@.]{2,254}$");
    private static final Pattern AUTHID = Pattern.compile("^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$");

    /** As Crossbar.io has them: names may not begin with these. */
    private static final List<String> RESERVED_BEGINNINGS = List.of(
            "io.crossbar",
            "com.crossbario",
            "de.crossbario",
            "crossbar",
            "fabric",
            "autobahn",
            "wamp",
            "ws.wamp",
            "io.wamp");

    /** What follows {@code crossbarfabriccenter.mrealm.} elsewhere in the API; a realm of this name would hide it. */
    private static final List<String> RESERVED_COMPONENTS = List.of(
            "arealm",
            "remote",
            "routercluster",
            "webcluster",
            "metadata",
            "tracing",
            "domain",
            "user",
            "node",
            "public");

    private RealmNames() {}

    /** What is wrong with the name of a management realm; empty where nothing is. */
    public static Optional<String> problemWith(@Nullable Object name) {
        if (!(name instanceof String text)) {
            return Optional.of("a management realm needs a name, a string");
        }
        if (!REALM.matcher(text).matches()) {
            return Optional.of(
                    "invalid realm name \"" + text + "\" - must match regular expression " + REALM.pattern());
        }
        for (String beginning : RESERVED_BEGINNINGS) {
            if (text.startsWith(beginning)) {
                return Optional.of("invalid realm name \"" + text + "\" - must not begin with \"" + beginning + "\"");
            }
        }
        for (String component : RESERVED_COMPONENTS) {
            if (text.equals(component) || text.startsWith(component + ".")) {
                return Optional.of("invalid realm name \"" + text + "\" - \"" + component + "\" is a part of the API");
            }
        }
        return Optional.empty();
    }

    /**
     * What is wrong with the name of a node. A dot would let node {@code a} act as node {@code a.b}, whose uris begin with its own.
     */
    public static Optional<String> problemWithAuthid(String authid) {
        return AUTHID.matcher(authid).matches()
                ? Optional.empty()
                : Optional.of("invalid authid \"" + authid + "\" - must match regular expression " + AUTHID.pattern());
    }
}
