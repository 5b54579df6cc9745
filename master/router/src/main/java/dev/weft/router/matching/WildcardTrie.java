package dev.weft.router.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by wildcard pattern, in a trie of components; an empty component of a pattern stands for any one that is not empty. */
final class WildcardTrie<T> {

    private final Node<T> root = new Node<>();
    private int size;

    private static final class Node<T> {
        private final Map<String, Node<T>> literals = new HashMap<>(2);
        private @Nullable Node<T> any;
        private @Nullable T value;

        boolean isEmpty() {
            return value == null && any == null && literals.isEmpty();
        }

        @Nullable
        Node<T> child(String component) {
            return component.isEmpty() ? any : literals.get(component);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    @Nullable
    T get(String pattern) {
        Node<T> node = root;
        int start = 0;
        while (node != null && start <= pattern.length()) {
            int end = end(pattern, start);
            node = node.child(pattern.substring(start, end));
            start = end + 1;
        }
        return node == null ? null : node.value;
    }

    void put(String pattern, T value) {
        Node<T> node = root;
        int start = 0;
        while (start <= pattern.length()) {
            int end = end(pattern, start);
            String component = pattern.substring(start, end);
            Node<T> child = node.child(component);
            if (child == null) {
                child = new Node<>();
                if (component.isEmpty()) {
                    node.any = child;
                } else {
                    node.literals.put(component, child);
                }
            }
            node = child;
            start = end + 1;
        }
        if (node.value == null) {
            size++;
        }
        node.value = value;
    }

    void remove(String pattern) {
        remove(root, pattern, 0);
    }

    private void remove(Node<T> node, String pattern, int start) {
        if (start > pattern.length()) {
            if (node.value != null) {
                node.value = null;
                size--;
            }
            return;
        }
        int end = end(pattern, start);
        String component = pattern.substring(start, end);
        Node<T> child = node.child(component);
        if (child == null) {
            return;
        }
        remove(child, pattern, end + 1);
        if (child.isEmpty()) {
            if (component.isEmpty()) {
                node.any = null;
            } else {
                node.literals.remove(component);
            }
        }
    }

    /** The value of the pattern that is literal for longest, from the left: the one that WAMP prefers for calls. */
    @Nullable
    T best(String uri) {
        return best(root, uri, 0);
    }

    private static <T> @Nullable T best(Node<T> node, String uri, int start) {
        if (start > uri.length()) {
            return node.value;
        }
        int end = end(uri, start);
        Node<T> literal = node.literals.isEmpty() || end == start ? null : node.literals.get(uri.substring(start, end));
        T found = literal == null ? null : best(literal, uri, end + 1);
        return found == null && node.any != null && end > start ? best(node.any, uri, end + 1) : found;
    }

    /** Adds the values of all patterns that match the uri. */
    void collect(String uri, List<T> into) {
        collect(root, uri, 0, into);
    }

    private static <T> void collect(Node<T> node, String uri, int start, List<T> into) {
        if (start > uri.length()) {
            if (node.value != null) {
                into.add(node.value);
            }
            return;
        }
        int end = end(uri, start);
        if (end == start) {
            return;
        }
        Node<T> literal = node.literals.isEmpty() ? null : node.literals.get(uri.substring(start, end));
        if (literal != null) {
            collect(literal, uri, end + 1, into);
        }
        if (node.any != null) {
            collect(node.any, uri, end + 1, into);
        }
    }

    private static int end(String uri, int start) {
        int dot = uri.indexOf('.', start);
        return dot < 0 ? uri.length() : dot;
    }
}
