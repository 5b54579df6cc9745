package dev.weft.router.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by prefix, in a radix trie: a lookup walks the uri once. Prefixes are of characters, not of components, as in WAMP. */
final class PrefixTrie<T> {

    private final Node<T> root = new Node<>("");
    private int size;

    private static final class Node<T> {
        private String edge;
        private @Nullable T value;
        private Map<Character, Node<T>> children = new HashMap<>(2);

        Node(String edge) {
            this.edge = edge;
        }

        void absorbOnlyChild() {
            Node<T> only = children.values().iterator().next();
            edge += only.edge;
            value = only.value;
            children = only.children;
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    @Nullable
    T get(String prefix) {
        Node<T> node = root;
        int at = 0;
        while (at < prefix.length()) {
            node = next(node, prefix, at);
            if (node == null) {
                return null;
            }
            at += node.edge.length();
        }
        return node.value;
    }

    void put(String prefix, T value) {
        Node<T> node = root;
        int at = 0;
        while (at < prefix.length()) {
            Node<T> child = node.children.get(prefix.charAt(at));
            if (child == null) {
                child = new Node<>(prefix.substring(at));
                node.children.put(prefix.charAt(at), child);
            }
            int shared = sharedLength(child.edge, prefix, at);
            if (shared < child.edge.length()) {
                child = split(node, child, shared);
            }
            node = child;
            at += shared;
        }
        if (node.value == null) {
            size++;
        }
        node.value = value;
    }

    void remove(String prefix) {
        Node<T> parent = root;
        Node<T> node = root;
        int at = 0;
        while (at < prefix.length()) {
            Node<T> child = next(node, prefix, at);
            if (child == null) {
                return;
            }
            parent = node;
            node = child;
            at += child.edge.length();
        }
        if (node.value == null) {
            return;
        }
        node.value = null;
        size--;
        if (node == root) {
            return;
        }
        if (node.children.isEmpty()) {
            parent.children.remove(node.edge.charAt(0));
            if (parent != root && parent.value == null && parent.children.size() == 1) {
                parent.absorbOnlyChild();
            }
        } else if (node.children.size() == 1) {
            node.absorbOnlyChild();
        }
    }

    /** The value of the longest prefix of the uri. */
    @Nullable
    T longest(String uri) {
        T best = null;
        Node<T> node = root;
        int at = 0;
        while (node != null) {
            if (node.value != null) {
                best = node.value;
            }
            at += node.edge.length();
            node = at < uri.length() ? next(node, uri, at) : null;
        }
        return best;
    }

    /** Adds the values of all prefixes of the uri, shortest first. */
    void collect(String uri, List<T> into) {
        Node<T> node = root;
        int at = 0;
        while (node != null) {
            if (node.value != null) {
                into.add(node.value);
            }
            at += node.edge.length();
            node = at < uri.length() ? next(node, uri, at) : null;
        }
    }

    /** The child whose whole edge follows in the uri. */
    private static <T> @Nullable Node<T> next(Node<T> node, String uri, int at) {
        Node<T> child = node.children.get(uri.charAt(at));
        return child != null && uri.startsWith(child.edge, at) ? child : null;
    }

    private static <T> Node<T> split(Node<T> parent, Node<T> child, int length) {
        Node<T> middle = new Node<>(child.edge.substring(0, length));
        child.edge = child.edge.substring(length);
        middle.children.put(child.edge.charAt(0), child);
        parent.children.put(middle.edge.charAt(0), middle);
        return middle;
    }

    private static int sharedLength(String edge, String uri, int at) {
        int most = Math.min(edge.length(), uri.length() - at);
        int length = 0;
        while (length < most && edge.charAt(length) == uri.charAt(at + length)) {
            length++;
        }
        return length;
    }
}
