package dev.weft.fabric.testkit.contract;

import dev.weft.fabric.api.Procedure;
import dev.weft.fabric.api.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a row is served: a kind of realm and a uri there, its canonical one or an older one.
 *
 * @param uri may still hold placeholders
 */
record Place(Scope scope, String uri) {

    private static final String REALM_NAME = "<realm_name>";

    boolean local() {
        return scope == Scope.NODE;
    }

    /** All places of a row. */
    static List<Place> of(Procedure row) {
        Set<Place> places = new LinkedHashSet<>();
        for (Scope scope : Scope.values()) {
            row.uriOn(scope).ifPresent(uri -> {
                places.add(new Place(scope, uri));
                for (String alias : row.aliases()) {
                    if (alias.startsWith("crossbar.") == (scope == Scope.NODE)) {
                        places.add(
                                new Place(scope, scope == Scope.MREALM ? alias.replace("." + REALM_NAME, "") : alias));
                    }
                }
            });
        }
        return new ArrayList<>(places);
    }

    /** The uri to call in this scene. */
    String uri(Scene scene) {
        String out = uri;
        for (var entry : scene.placeholders().entrySet()) {
            out = out.replace("<" + entry.getKey() + ">", entry.getValue());
        }
        return out;
    }

    @Override
    public String toString() {
        return uri + " on the realm of the "
                + switch (scope) {
                    case GLOBAL -> "fabric";
                    case MREALM -> "management realm";
                    case NODE -> "node";
                };
    }
}
