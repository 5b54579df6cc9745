package dev.weft.fabric.api;

import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row of the procedure table. */
public final class Procedure {

    /** The argument that addresses a node: its oid or authid. */
    public static final String NODE = "node_oid";
    /** The argument that addresses a worker. */
    public static final String WORKER = "worker_id";
    /** The argument that addresses a realm of a router worker. */
    public static final String REALM = "realm_id";

    private static final List<Argument> TO_NODE = Argument.parse("node_oid|node_id:node");
    private static final List<Argument> TO_WORKER = Argument.parse("node_oid|node_id:node, worker_id:id");
    private static final List<Argument> TO_REALM = Argument.parse("node_oid|node_id:node, worker_id:id, realm_id:id");

    private final RowBuilder row;
    private final List<Signature> forms;
    private final List<UriTemplate> aliases;

    Procedure(RowBuilder row) {
        this.row = row;
        this.forms = List.copyOf(row.forms);
        this.aliases = row.aliases.stream().map(UriTemplate::of).toList();
    }

    /** The canonical uri, unique in the table. May hold placeholders such as {@code <realm_name>}. */
    public String uri() {
        return row.uri;
    }

    public Level level() {
        return row.level;
    }

    /** Its arguments in the order of the wire, without those that address a node, worker or realm. */
    public List<Argument> arguments() {
        return forms.get(0).arguments();
    }

    /** The arguments that come before its own: none, or those that address a node, worker or realm. */
    public List<Argument> addressing() {
        return switch (row.level) {
            case NODE -> TO_NODE;
            case WORKER -> TO_WORKER;
            case REALM -> TO_REALM;
            case FABRIC, MREALM, LOCAL -> List.of();
        };
    }

    public Optional<Argument> argument(String name) {
        return Stream.of(addressing(), arguments(), MasterKeywords.ALL)
                .flatMap(List::stream)
                .filter(a -> a.name().equals(name))
                .findFirst();
    }

    /** What it answers with: a type, and the fields of an object. */
    public String result() {
        return row.result;
    }

    /** Error uris that are particular to it. */
    public List<String> errors() {
        return List.copyOf(row.errors);
    }

    /** Canonical uris of the topics that a successful call publishes to. */
    public List<String> events() {
        return List.copyOf(row.events);
    }

    /** Other uris under which it is served; may hold placeholders. */
    public List<String> aliases() {
        return List.copyOf(row.aliases);
    }

    /** False where it answers {@code crossbar.error.feature_unavailable}. */
    public boolean built() {
        return row.built;
    }

    /** True for an addition of ours, which a master announces by its capability. */
    public boolean extension() {
        return row.extension;
    }

    /** True where it only reads. */
    public boolean reads() {
        String name = row.uri.substring(row.uri.lastIndexOf('.') + 1);
        return name.startsWith("get_")
                || name.startsWith("list")
                || name.startsWith("query_")
                || (row.level == Level.REALM && !prefix());
    }

    /** True for a row that stands for all uris with its prefix, such as the meta API of realms. */
    public boolean prefix() {
        return UriTemplate.of(row.uri).open();
    }

    /** The part of the node-local uri after {@code crossbar.} or {@code crossbar.worker.<worker_id>.}; empty for rows that no node serves. */
    public Optional<String> local() {
        return Optional.ofNullable(row.local);
    }

    /**
     * The uri to register on a realm of this kind; empty where the row is not served there. Placeholders other than the worker's id of
     * node-local uris are kept.
     */
    public Optional<String> uriOn(Scope scope) {
        String local = row.local;
        return switch (scope) {
            case GLOBAL -> row.level == Level.LOCAL ? Optional.empty() : Optional.of(row.uri);
            case MREALM ->
                row.level == Level.LOCAL || row.level == Level.FABRIC
                        ? Optional.empty()
                        : Optional.of(row.uri.replace(".<realm_name>", ""));
            case NODE -> local == null ? Optional.empty() : Optional.of(localUri(local));
        };
    }

    private String localUri(String local) {
        return switch (row.level) {
            case WORKER -> "crossbar.worker.<worker_id>." + local;
            case REALM -> "crossbar.worker.<worker_id>.realm.<realm_id>.root." + local;
            case FABRIC, MREALM, NODE, LOCAL -> "crossbar." + local;
        };
    }

    /**
     * The uri on the node's own realm with its placeholders filled in.
     *
     * @param values by placeholder: {@code worker_id}, {@code realm_id}, {@code wamp_procedure}
     */
    public Optional<String> localUri(Map<String, String> values) {
        return uriOn(Scope.NODE).map(uri -> {
            String out = uri;
            for (Map.Entry<String, String> e : values.entrySet()) {
                out = out.replace("<" + e.getKey() + ">", e.getValue());
            }
            return out;
        });
    }

    List<UriTemplate> aliasTemplates() {
        return aliases;
    }

    /**
     * Checks the payload of a call to the master.
     *
     * @throws ApplicationError {@code wamp.error.invalid_argument} naming argument, expected and got;
     *     {@code crossbar.error.feature_unavailable} for a common keyword that the master does not act upon
     */
    public Arguments bind(Payload payload) {
        if (!prefix()) {
            MasterKeywords.refuseUnavailable(payload.keywords().keySet());
        }
        return bind(payload, addressing(), MasterKeywords.ALL);
    }

    /**
     * Checks the payload of a call on the node, which lacks what addresses it.
     *
     * @throws ApplicationError {@code wamp.error.invalid_argument} naming argument, expected and got
     */
    public Arguments bindLocal(Payload payload) {
        return bind(payload, List.of(), List.of());
    }

    private Arguments bind(Payload payload, List<Argument> addressing, List<Argument> common) {
        if (prefix()) {
            return bindOpen(payload, addressing);
        }
        ApplicationError refusal = null;
        boolean understood = false;
        for (Signature form : forms) {
            Binding binding = new Binding(this, addressing, form.arguments(), common);
            Map<String, @Nullable Object> given;
            try {
                given = binding.bind(payload);
            } catch (ApplicationError e) {
                // The most helpful refusal is that of the first form that knows all the keywords.
                boolean knows = binding.knows(payload.keywords().keySet());
                if (refusal == null || (knows && !understood)) {
                    refusal = e;
                    understood = knows;
                }
                continue;
            }
            return new Arguments(this, form.canonical().apply(given));
        }
        throw Objects.requireNonNull(refusal);
    }

    /** A row for many procedures knows where a call goes, and nothing of its other arguments. */
    private Arguments bindOpen(Payload payload, List<Argument> addressing) {
        int positional = Math.min(addressing.size(), payload.arguments().size());
        Map<String, @Nullable Object> address = new LinkedHashMap<>();
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        payload.keywords().forEach((name, value) -> {
            boolean addresses = addressing.stream().anyMatch(a -> a.names().contains(name));
            (addresses ? address : rest).put(name, value);
        });
        Map<String, @Nullable Object> given = new Binding(this, addressing, List.of(), List.of())
                .bind(Payload.of(payload.arguments().subList(0, positional), address));
        List<@Nullable Object> original = payload.arguments();
        given.put(Arguments.ORIGINAL, original.subList(positional, original.size()));
        given.put(Arguments.ORIGINAL_KEYWORDS, rest);
        return new Arguments(this, given);
    }

    /** What a row that is not built answers. */
    public ApplicationError unavailable() {
        return ApplicationError.of(
                ErrorUri.FEATURE_UNAVAILABLE,
                row.uri + " is not available in this version",
                Map.of("procedure", row.uri));
    }

    @Override
    public String toString() {
        return row.uri;
    }
}
