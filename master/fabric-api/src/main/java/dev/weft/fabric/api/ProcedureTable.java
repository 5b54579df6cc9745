package dev.weft.fabric.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every procedure of master and node, declared once. From here come registration, binding, forwarding, older names and reference. */
public final class ProcedureTable {

    private record Open(UriTemplate template, Procedure procedure) {}

    private static final List<Procedure> ALL = load();
    private static final Map<Scope, Map<String, Procedure>> EXACT = new EnumMap<>(Scope.class);
    private static final Map<Scope, List<Open>> OPEN = new EnumMap<>(Scope.class);

    static {
        for (Scope scope : Scope.values()) {
            Map<String, Procedure> exact = new LinkedHashMap<>();
            List<Open> open = new ArrayList<>();
            for (Procedure p : ALL) {
                for (UriTemplate template : served(p, scope)) {
                    if (template.literal()) {
                        exact.putIfAbsent(template.toString(), p);
                    } else {
                        open.add(new Open(template, p));
                    }
                }
            }
            EXACT.put(scope, Collections.unmodifiableMap(exact));
            OPEN.put(scope, List.copyOf(open));
        }
    }

    private ProcedureTable() {}

    private static List<Procedure> load() {
        return Stream.of(
                        DomainRows.all(),
                        UserRows.all(),
                        MrealmRows.all(),
                        ControllerRows.all(),
                        ArealmRows.all(),
                        RouterClusterRows.all(),
                        WebClusterRows.all(),
                        MetadataRows.all(),
                        RemoteNodeRows.all(),
                        RemoteWorkerRows.all(),
                        RemoteRouterRows.all(),
                        RemoteContainerRows.all(),
                        RemoteProxyRows.all(),
                        RemoteTracingRows.all(),
                        RemoteDockerRows.all(),
                        RemoteMetaRows.all(),
                        LocalRows.all(),
                        CdcRows.all())
                .flatMap(List::stream)
                .toList();
    }

    /** The uris under which a row is served on a realm of this kind; the canonical one first. */
    private static List<UriTemplate> served(Procedure p, Scope scope) {
        List<UriTemplate> out = new ArrayList<>();
        p.uriOn(scope).ifPresent(uri -> out.add(UriTemplate.of(uri)));
        for (UriTemplate alias : p.aliasTemplates()) {
            boolean local = alias.toString().startsWith("crossbar.");
            if (local == (scope == Scope.NODE) && (local || p.uriOn(scope).isPresent())) {
                out.add(alias);
            }
        }
        return out;
    }

    /** All rows, in the order of the APIs. */
    public static List<Procedure> all() {
        return ALL;
    }

    /** The row of a uri, canonical, older or as it is called on a realm of this kind. */
    public static Optional<ProcedureMatch> match(Scope scope, String uri) {
        Procedure exact = EXACT.getOrDefault(scope, Map.of()).get(uri);
        if (exact != null) {
            return Optional.of(new ProcedureMatch(exact, Map.of()));
        }
        for (Open open : OPEN.getOrDefault(scope, List.of())) {
            Optional<Map<String, String>> values = open.template().match(uri);
            if (values.isPresent()) {
                return Optional.of(new ProcedureMatch(open.procedure(), values.get()));
            }
        }
        return Optional.empty();
    }

    /** The row of a uri on any realm: the management realm's where it is served on several. */
    public static Optional<Procedure> find(String uri) {
        return Stream.of(Scope.MREALM, Scope.GLOBAL, Scope.NODE)
                .map(scope -> match(scope, uri))
                .flatMap(Optional::stream)
                .map(ProcedureMatch::procedure)
                .findFirst()
                .or(() -> ALL.stream()
                        .filter(p -> p.uri().equals(uri) || p.aliases().contains(uri))
                        .findFirst());
    }

    /**
     * As {@link #find}, for uris that the program itself writes.
     *
     * @throws IllegalArgumentException for a uri that is in no row
     */
    public static Procedure require(String uri) {
        return find(uri).orElseThrow(() -> new IllegalArgumentException("no such procedure: " + uri));
    }
}
