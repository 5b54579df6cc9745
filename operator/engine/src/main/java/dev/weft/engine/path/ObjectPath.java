package dev.weft.engine.path;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The identity of an object: its natural path, {@code <mrealm>/<node>/worker/<id>/realm/<id>/role/<name>}, never an id that a
 * server gave. Plans compare and climb paths all the time, so a path remembers its kind and what it lives in.
 */
public final class ObjectPath implements Comparable<ObjectPath> {

    private static final List<ObjectKind> ON_NODE =
            Arrays.stream(ObjectKind.values()).filter(ObjectKind::isOnNode).toList();

    private final String text;
    private final int depth;
    /** The text with the lowest of characters between the segments: sorts what is inside an object right behind it. */
    private final String order;

    private @Nullable ObjectKind kind;
    private @Nullable Optional<ObjectPath> parent;

    /**
     * A path.
     *
     * @param text the path, each segment percent-encoded
     * @throws IllegalArgumentException for what is none
     */
    public ObjectPath(String text) {
        this.text = text;
        this.depth = depth(text);
        this.order = text.replace('/', '\0');
        if (text.isEmpty() || depth > 2 && depth % 2 == 1 || depth > 8) {
            throw new IllegalArgumentException("not an object path: " + text);
        }
    }

    /** The path, if the text is one of known kinds; for what others have written. */
    public static Optional<ObjectPath> read(String text) {
        int depth = depth(text);
        if (depth > 2 && depth % 2 == 1 || depth > 8) {
            return Optional.empty();
        }
        String[] parts = text.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            boolean isKind = i >= 2 && i % 2 == 0;
            boolean known = isKind
                    ? ON_NODE.stream().anyMatch(kind -> kind.word().equals(part))
                    : !part.isEmpty() && Segments.isEncoded(part);
            if (!known) {
                return Optional.empty();
            }
        }
        return Optional.of(new ObjectPath(text));
    }

    public static ObjectPath mrealm(String name) {
        return new ObjectPath(Segments.encode(name));
    }

    public static ObjectPath node(String mrealm, String authid) {
        return new ObjectPath(Segments.encode(mrealm) + "/" + Segments.encode(authid));
    }

    /** The object below this one, e.g. {@code worker.child(REALM, "line")}. */
    public ObjectPath child(ObjectKind kind, String id) {
        ObjectPath child = new ObjectPath(text + "/" + kind.word() + "/" + Segments.encode(id));
        child.parent = Optional.of(this);
        return child;
    }

    /** The path, each segment percent-encoded. */
    public String text() {
        return text;
    }

    public ObjectKind kind() {
        ObjectKind known = kind;
        if (known == null) {
            known = findKind();
            kind = known;
        }
        return known;
    }

    private ObjectKind findKind() {
        if (depth <= 2) {
            return depth == 1 ? ObjectKind.MANAGEMENT_REALM : ObjectKind.NODE;
        }
        int end = text.lastIndexOf('/');
        String word = text.substring(text.lastIndexOf('/', end - 1) + 1, end);
        for (ObjectKind each : ON_NODE) {
            if (each.word().equals(word)) {
                return each;
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
        Optional<ObjectPath> known = parent;
        if (known == null) {
            known = findParent();
            parent = known;
        }
        return known;
    }

    private Optional<ObjectPath> findParent() {
        if (depth == 1) {
            return Optional.empty();
        }
        int end = text.lastIndexOf('/');
        return Optional.of(new ObjectPath(text.substring(0, depth > 2 ? text.lastIndexOf('/', end - 1) : end)));
    }

    /** The path from its node on, as in {@code worker/router1/realm/line}; empty for what is not on a node. */
    public String belowNode() {
        int node = depth > 2 ? text.indexOf('/', text.indexOf('/') + 1) : -1;
        return node < 0 ? "" : text.substring(node + 1);
    }

    public String mrealm() {
        int end = text.indexOf('/');
        return Segments.decode(end < 0 ? text : text.substring(0, end));
    }

    /** The node it is on or is; empty for a management realm. */
    public Optional<NodeKey> node() {
        int first = text.indexOf('/');
        if (first < 0) {
            return Optional.empty();
        }
        int second = text.indexOf('/', first + 1);
        String authid = text.substring(first + 1, second < 0 ? text.length() : second);
        return Optional.of(new NodeKey(Segments.decode(text.substring(0, first)), Segments.decode(authid)));
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
        return Arrays.stream(text.split("/", -1)).map(Segments::decode).toList();
    }

    /** By segments, so that what is inside an object follows it at once. */
    @Override
    public int compareTo(ObjectPath other) {
        return order.compareTo(other.order);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectPath path && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
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
