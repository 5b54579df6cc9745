package dev.weft.fabric.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Describes one procedure; used by the table's rows only. */
final class RowBuilder {

    final String uri;
    final Level level;
    final List<Signature> forms = new ArrayList<>();
    final List<String> aliases = new ArrayList<>();
    final List<String> errors = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    String result = "any";

    @Nullable
    String local;

    boolean built;
    boolean extension;

    private final String prefix;

    RowBuilder(String prefix, String name, Level level) {
        this.prefix = prefix;
        this.uri = prefix + name;
        this.level = level;
        this.local = level == Level.NODE || level == Level.WORKER || level == Level.LOCAL ? name : null;
    }

    /** Another way to give the arguments, by the names of the first one. */
    RowBuilder form(String notation) {
        forms.add(Signature.of(notation));
        return this;
    }

    /** Another way to give the arguments, and how to make those of the first one of it. */
    RowBuilder form(String notation, UnaryOperator<Map<String, @Nullable Object>> canonical) {
        forms.add(new Signature(Argument.parse(notation), canonical));
        return this;
    }

    RowBuilder returns(String type) {
        this.result = type;
        return this;
    }

    RowBuilder errors(String... uris) {
        errors.addAll(List.of(uris));
        return this;
    }

    /** Topics; a bare name is one below the row's prefix. */
    RowBuilder events(String... topics) {
        for (String topic : topics) {
            events.add(topic.contains(".") ? topic : prefix + topic);
        }
        return this;
    }

    /** Older names; a bare one is one below the row's prefix. */
    RowBuilder aliases(String... names) {
        for (String name : names) {
            aliases.add(name.contains(".") ? name : prefix + name);
        }
        return this;
    }

    /** A node-local name of the oldest generation, with the node's id in the uri. */
    RowBuilder readdressed(String name) {
        aliases.add("crossbar.node.<node_id>." + (level == Level.WORKER ? "worker.<worker_id>." : "") + name);
        return this;
    }

    /** The name on the node, where it differs. */
    RowBuilder local(String name) {
        this.local = name;
        return this;
    }

    RowBuilder built() {
        this.built = true;
        return this;
    }

    RowBuilder extension() {
        this.extension = true;
        return this;
    }
}
