package dev.weft.model;

import java.util.ArrayList;
import java.util.List;

/** JSON pointers (RFC 6901) as strings: {@code /spec/workers/0/id}; the empty string is the whole. */
public final class Pointer {

    public static final String ROOT = "";

    private Pointer() {}

    /** The pointer of one member of what {@code parent} points at. */
    public static String child(String parent, String name) {
        if (name.indexOf('~') < 0 && name.indexOf('/') < 0) {
            return parent + "/" + name;
        }
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** The pointer of one item of the list that {@code parent} points at. */
    public static String child(String parent, int index) {
        return parent + "/" + index;
    }

    /** The pointer of what encloses it; the root is its own parent. */
    public static String parent(String pointer) {
        int slash = pointer.lastIndexOf('/');
        return slash <= 0 ? ROOT : pointer.substring(0, slash);
    }

    /** The names along the pointer, decoded. */
    public static List<String> segments(String pointer) {
        List<String> segments = new ArrayList<>();
        int from = 1;
        while (from <= pointer.length()) {
            int slash = pointer.indexOf('/', from);
            int to = slash < 0 ? pointer.length() : slash;
            segments.add(pointer.substring(from, to).replace("~1", "/").replace("~0", "~"));
            from = to + 1;
        }
        return segments;
    }

    /** For people: {@code spec.workers[0].paths./.type}. */
    public static String words(String pointer) {
        StringBuilder words = new StringBuilder();
        for (String segment : segments(pointer)) {
            boolean index = !segment.isEmpty() && segment.chars().allMatch(Character::isDigit);
            words.append(index ? "[" + segment + "]" : (words.isEmpty() ? "" : ".") + segment);
        }
        return words.toString();
    }
}
