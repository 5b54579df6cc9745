package dev.weft.engine.path;

import java.util.List;
import java.util.Optional;

/**
 * The identity of an object: its natural path, {@code <mrealm>/<node>/worker/<id>/realm/<id>/role/<name>}, never an id that a
 * server gave.
 *
 * @param text the path, each segment percent-encoded
 */
public record ObjectPath(String text) implements Comparable<ObjectPath> {

    public ObjectPath {
        int depth = depth(text);
        if (text.isEmpty() || depth > 2 && depth % 2 == 1 || depth > 8) {
            throw new IllegalArgumentException("not an object path: " + text);
        }
    }

    public static ObjectPath mrealm(String name) {
        return new ObjectPath(Segments.encode(name));
    }

    public static ObjectPath node(String mrealm, String authid) {
        return new ObjectPath(Segments.encode(mrealm) + "/" + Segments.encode(authid));
    }

    /** The object below this one, e.g. {@code worker.child(REALM, "line")}. */
    public ObjectPath child(ObjectKind kind, String id) {
        return new ObjectPath(text + "/" + kind.word() + "/" + Segments.encode(id));
    }

    public ObjectKind kind() {
        int depth = depth(text);
        if (depth <= 2) {
            return depth == 1 ? ObjectKind.MANAGEMENT_REALM : ObjectKind.NODE;
        }
        int end = text.lastIndexOf('/');
        String word = text.substring(text.lastIndexOf('/', end - 1) + 1, end);
        for (ObjectKind kind : ObjectKind.values()) {
            if (kind.isOnNode() && kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalStateException("unknown kind in " + text);
    }

    /** Its own name or id, decoded. */
    public String name() {
        return Segments.decode(text.substring(text.lastIndexOf('/') + 1));
    }

    /** What it lives in; empty for a management realm. */
    public Optional<ObjectPath> parent() {
        int end = text.lastIndexOf('/');
        if (end < 0) {
            return Optional.empty();
        }
        if (depth(text) > 2) {
            end = text.lastIndexOf('/', end - 1);
        }
        return Optional.of(new ObjectPath(text.substring(0, end)));
    }

    public String mrealm() {
        int end = text.indexOf('/');
        return Segments.decode(end < 0 ? text : text.substring(0, end));
    }

    /** The node it is on or is; empty for a management realm. */
    public Optional<NodeKey> node() {
        String[] parts = text.split("/", 3);
        return parts.length < 2
                ? Optional.empty()
                : Optional.of(new NodeKey(Segments.decode(parts[0]), Segments.decode(parts[1])));
    }

    /** The id of the nearest enclosing object (or itself) of that kind, decoded. */
    public Optional<String> idOf(ObjectKind kind) {
        Optional<ObjectPath> here = Optional.of(this);
        while (here.isPresent()) {
            if (here.get().kind() == kind) {
                return Optional.of(here.get().name());
            }
            here = here.get().parent();
        }
        return Optional.empty();
    }

    /** The worker it is on or is. */
    public Optional<ObjectPath> worker() {
        Optional<ObjectPath> here = Optional.of(this);
        while (here.isPresent() && here.get().kind() != ObjectKind.WORKER) {
            here = here.get().parent();
        }
        return here;
    }

    /** Whether it lives somewhere inside {@code ancestor}; not in itself. */
    public boolean isInside(ObjectPath ancestor) {
        return text.length() > ancestor.text.length()
                && text.charAt(ancestor.text.length()) == '/'
                && text.startsWith(ancestor.text);
    }

    /** The segments, decoded. */
    public List<String> segments() {
        return java.util.Arrays.stream(text.split("/", -1))
                .map(Segments::decode)
                .toList();
    }

    /** By segments, so that what is inside an object follows it at once. */
    @Override
    public int compareTo(ObjectPath other) {
        int length = Math.min(text.length(), other.text.length());
        for (int i = 0; i < length; i++) {
            char mine = text.charAt(i);
            char theirs = other.text.charAt(i);
            if (mine != theirs) {
                return Character.compare(mine == '/' ? 0 : mine, theirs == '/' ? 0 : theirs);
            }
        }
        return Integer.compare(text.length(), other.text.length());
    }

    @Override
    public String toString() {
        return text;
    }

    private static int depth(String text) {
        int depth = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '/') {
                depth++;
            }
        }
        return depth;
    }
}
