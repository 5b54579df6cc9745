package dev.weft.fabric.testkit.contract;

import dev.weft.fabric.api.Argument;
import dev.weft.fabric.api.Level;
import dev.weft.fabric.api.Procedure;
import dev.weft.fabric.api.ProcedureTable;
import dev.weft.fabric.testkit.contract.Example.Step;
import dev.weft.fabric.testkit.contract.Example.Way;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One use of an example: what it needs is there while the scene is open. */
final class Scene implements AutoCloseable {

    private static final Map<String, String> ADDRESS =
            Map.of(Procedure.NODE, "<node>", Procedure.WORKER, "w1", Procedure.REALM, "r1");

    private final ContractFabric fabric;
    private final Example example;
    private final Way way;
    private final Bindings bindings;
    private final ContractFabric.@Nullable RunningNode fresh;

    private Scene(ContractFabric fabric, Example example, Way way, boolean staged) throws IOException {
        this.fabric = fabric;
        this.example = example;
        this.way = way;
        this.bindings = fabric.bindings();
        this.fresh = staged && example.freshNode() ? fabric.freshNode() : null;
        if (fresh != null) {
            bindings.put("node", fresh.oid());
        }
    }

    /** With what the example needs before it. */
    static Scene open(ContractFabric fabric, Example example, Way way) throws IOException {
        Scene scene = new Scene(fabric, example, way, true);
        scene.run(example.before());
        return scene;
    }

    /** For calls that are refused for their arguments alone: nothing is made before them. */
    static Scene unstaged(ContractFabric fabric, Example example) throws IOException {
        return new Scene(fabric, example, example.first(), false);
    }

    void run(List<Step> steps) {
        for (Step step : steps) {
            Procedure row = ProcedureTable.require(step.uri());
            Map<String, @Nullable Object> keywords = addressed(row, step.arguments());
            WampSession session = row.level() == Level.FABRIC ? fabric.global() : fabric.owner();
            Object result = ContractFabric.await(session.call(step.uri(), Payload.ofKeywords(keywords)))
                    .argument(0);
            if (step.as() != null) {
                bindings.put(step.as(), result);
            }
        }
    }

    /** The realm of this node. */
    WampSession local() {
        return fresh == null ? fabric.local() : fresh.node().session();
    }

    String authid() {
        return fresh == null ? ContractFabric.EDGE : fresh.authid();
    }

    /** All arguments by keyword, those that address included. */
    Map<String, @Nullable Object> keywords() {
        return addressed(example.row(), way.arguments());
    }

    Map<String, @Nullable Object> resolve(Map<String, @Nullable Object> changes) {
        return bindings.dict(changes);
    }

    /** All arguments by position as far as they have one; the rest by keyword. */
    Payload positional(Place place) {
        List<@Nullable Object> explicit = way.positional();
        Procedure row = example.row();
        if (explicit != null) {
            List<@Nullable Object> all = new ArrayList<>();
            explicit.forEach(value -> all.add(bindings.resolve(value)));
            int from = place.local() ? row.addressing().size() : 0;
            return Payload.of(all.subList(from, all.size()), Map.of());
        }
        Map<String, @Nullable Object> keywords = keywords();
        List<@Nullable Object> values = new ArrayList<>();
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        int upTo = 0;
        for (Argument argument : arguments(row, place)) {
            String name = argument.names().stream()
                    .filter(keywords::containsKey)
                    .findFirst()
                    .orElse(null);
            if (argument.keywordOnly()) {
                if (name != null) {
                    rest.put(name, keywords.get(name));
                }
                continue;
            }
            values.add(name == null ? null : keywords.get(name));
            upTo = name == null ? upTo : values.size();
        }
        return Payload.of(values.subList(0, upTo), rest);
    }

    Payload byKeyword(Place place) {
        return Payload.ofKeywords(place.local() ? withoutAddress(keywords()) : keywords());
    }

    Map<String, @Nullable Object> withoutAddress(Map<String, @Nullable Object> keywords) {
        Set<String> own = example.row().arguments().stream()
                .flatMap(argument -> argument.names().stream())
                .collect(Collectors.toSet());
        Map<String, @Nullable Object> out = new LinkedHashMap<>(keywords);
        example.row().addressing().stream()
                .flatMap(argument -> argument.names().stream())
                .filter(name -> !own.contains(name))
                .forEach(out::remove);
        return out;
    }

    /** What stands for the placeholders of uris. */
    Map<String, String> placeholders() {
        Map<String, String> out = new LinkedHashMap<>(example.fill());
        Map<String, @Nullable Object> keywords = keywords();
        out.put("node_id", authid());
        out.put("worker_id", String.valueOf(keywords.getOrDefault(Procedure.WORKER, "w1")));
        out.put("realm_id", String.valueOf(keywords.getOrDefault(Procedure.REALM, "r1")));
        out.put("realm_name", ContractFabric.PLANT);
        return out;
    }

    /** @param result of the call, for what has to be undone */
    void undo(@Nullable Object result) {
        bindings.put("result", result);
        run(way.after());
    }

    @Override
    public void close() {
        if (fresh != null) {
            fresh.close();
        }
    }

    private static List<Argument> arguments(Procedure row, Place place) {
        return place.local()
                ? row.arguments()
                : Stream.concat(row.addressing().stream(), row.arguments().stream())
                        .toList();
    }

    private Map<String, @Nullable Object> addressed(Procedure row, Map<String, @Nullable Object> arguments) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        row.addressing().forEach(argument -> out.put(argument.name(), ADDRESS.get(argument.name())));
        out.putAll(arguments);
        return bindings.dict(out);
    }
}
