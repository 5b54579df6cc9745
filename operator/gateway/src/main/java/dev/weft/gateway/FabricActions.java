package dev.weft.gateway;

import dev.weft.engine.apply.Command;
import dev.weft.engine.apply.Refused;
import dev.weft.engine.apply.Reply;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.OwnerTag;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.secret.SecretFiller;
import dev.weft.engine.secret.SecretSource;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Commands as calls, and single objects read back. */
final class FabricActions {

    private final FabricSessions sessions;
    private final FabricReader reader;
    private final SecretSource secrets;
    private final Replies replies;

    FabricActions(FabricSessions sessions, FabricReader reader, SecretSource secrets) {
        this.sessions = sessions;
        this.reader = reader;
        this.secrets = secrets;
        this.replies = new Replies(sessions, reader);
    }

    CompletionStage<Reply> perform(Command command) {
        CompletionStage<@Nullable Object> call;
        try {
            call = send(command);
        } catch (SecretFiller.UnknownSecret e) {
            return CompletableFuture.completedFuture(
                    new Reply.Failed(ErrorUri.INVALID_CONFIGURATION, String.valueOf(e.getMessage())));
        }
        return call.<Reply>thenApply(done -> new Reply.Done())
                .exceptionallyCompose(failure -> replies.of(command.path(), row(command), Stages.cause(failure)));
    }

    /** The object as it is now; fails when that cannot be known. */
    CompletionStage<Optional<LiveObject>> read(ObjectPath path) {
        ObjectKind kind = path.kind();
        if (kind == ObjectKind.MANAGEMENT_REALM) {
            return reader.realmRecord(path.name())
                    .thenApply(found -> found.map(object -> LiveObject.running(
                            path,
                            FabricReader.live(path.name(), object, new TreeMap<>())
                                    .config())));
        }
        NodeKey node = path.node().orElseThrow();
        if (kind == ObjectKind.NODE) {
            return reader.readNode(node)
                    .thenApply(found -> found.map(live -> LiveObject.running(
                            path,
                            live.publicKey()
                                    .<Map<String, Object>>map(key -> Map.of("publicKey", key))
                                    .orElse(Map.of()))));
        }
        ObjectCalls calls = ObjectCalls.of(kind);
        return onNode(node, oid -> remote(node, oid, calls.read(), ObjectCalls.ids(path)))
                .thenApply(answer -> Optional.of(calls.live().apply(path, Wire.dict(answer))))
                .exceptionallyCompose(failure -> Stages.cause(failure) instanceof ApplicationError error
                                && calls.absent().contains(error.uri())
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : unreadable(path, Stages.cause(failure)));
    }

    private CompletionStage<Optional<LiveObject>> unreadable(ObjectPath path, Throwable failure) {
        return replies.of(path, Optional.empty(), failure)
                .thenCompose(reply ->
                        CompletableFuture.failedFuture(reply instanceof Reply.NoAnswer ? failure : new Refused(reply)));
    }

    /** The row that a change of an object on a node calls. */
    private static Optional<Row> row(Command command) {
        if (command instanceof Command.Own || !command.path().kind().isOnNode()) {
            return Optional.empty();
        }
        ObjectCalls calls = ObjectCalls.of(command.path().kind());
        if (command instanceof Command.Start) {
            return Optional.of(calls.start());
        }
        return command instanceof Command.Stop ? Optional.of(calls.stop()) : calls.update();
    }

    private CompletionStage<@Nullable Object> send(Command command) {
        if (command instanceof Command.Start start) {
            return start(start);
        }
        if (command instanceof Command.Stop stop) {
            // Fails before anything is stopped that could then not be started again.
            stop.then().ifPresent(start -> SecretFiller.fill(start.config(), secrets));
            return stop(stop.path());
        }
        if (command instanceof Command.Update update) {
            return update(update);
        }
        Command.Own own = (Command.Own) command;
        return onNode(
                own.node(),
                oid -> sessions.call(own.node().mrealm(), Row.SET_INVENTORY, oid, Inventories.write(own.inventory())));
    }

    private CompletionStage<@Nullable Object> start(Command.Start start) {
        ObjectPath path = start.path();
        Map<String, Object> config = Wire.dict(SecretFiller.fill(start.config(), secrets));
        if (path.kind() == ObjectKind.MANAGEMENT_REALM) {
            Map<String, Object> mrealm = new LinkedHashMap<>(config);
            mrealm.put("name", path.name());
            start.owner().ifPresent(owner -> mrealm.put("tags", List.of(OwnerTags.tag(owner))));
            return sessions.call(FabricSessions.FABRIC_REALM, Row.CREATE_MREALM, mrealm);
        }
        if (path.kind() == ObjectKind.NODE) {
            return pair(path, Wire.text(config, "publicKey").orElse(""), start.owner());
        }
        ObjectCalls calls = ObjectCalls.of(path.kind());
        List<Object> arguments = ObjectCalls.ids(path);
        arguments.addAll(calls.startArguments().apply(path, config));
        NodeKey node = path.node().orElseThrow();
        return onNode(node, oid -> remote(node, oid, calls.start(), arguments));
    }

    private CompletionStage<@Nullable Object> pair(ObjectPath path, String publicKey, Optional<OwnerTag> owner) {
        return sessions.call(
                FabricSessions.FABRIC_REALM,
                Row.PAIR_NODE,
                publicKey,
                path.mrealm(),
                path.name(),
                OwnerTags.authextra(owner));
    }

    private CompletionStage<@Nullable Object> stop(ObjectPath path) {
        if (path.kind() == ObjectKind.MANAGEMENT_REALM) {
            return sessions.call(FabricSessions.FABRIC_REALM, Row.DELETE_MREALM_BY_NAME, path.name());
        }
        NodeKey node = path.node().orElseThrow();
        if (path.kind() == ObjectKind.NODE) {
            return onNode(node, oid -> {
                reader.forget(node);
                return sessions.call(FabricSessions.FABRIC_REALM, Row.UNPAIR_NODE, oid);
            });
        }
        ObjectCalls calls = ObjectCalls.of(path.kind());
        return onNode(node, oid -> remote(node, oid, calls.stop(), ObjectCalls.ids(path)));
    }

    private CompletionStage<@Nullable Object> update(Command.Update update) {
        ObjectPath path = update.path();
        Optional<Row> row = row(update);
        if (row.isEmpty()) {
            return CompletableFuture.failedFuture(ApplicationError.of(
                    ErrorUri.FEATURE_UNAVAILABLE,
                    "a " + path.kind().word() + " cannot be changed in place; it has to be replaced"));
        }
        List<Object> arguments = ObjectCalls.ids(path);
        arguments.add(Wire.dict(SecretFiller.fill(update.config(), secrets)));
        NodeKey node = path.node().orElseThrow();
        return onNode(node, oid -> remote(node, oid, row.get(), arguments));
    }

    private CompletionStage<@Nullable Object> onNode(
            NodeKey node, Function<String, CompletionStage<@Nullable Object>> call) {
        return reader.oid(node)
                .thenCompose(oid -> oid.isPresent()
                        ? call.apply(oid.get())
                        : CompletableFuture.failedFuture(
                                ApplicationError.of(ErrorUri.NO_SUCH_OBJECT, "no node " + node + " is paired")));
    }

    private CompletionStage<@Nullable Object> remote(NodeKey node, String oid, Row row, List<Object> arguments) {
        List<Object> all = new ArrayList<>();
        all.add(oid);
        all.addAll(arguments);
        return sessions.call(node.mrealm(), row, all.toArray());
    }
}
