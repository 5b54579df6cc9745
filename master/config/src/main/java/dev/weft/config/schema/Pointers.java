package dev.weft.config.schema;

import java.util.ArrayList;
import java.util.List;

/** JSON pointers (RFC 6901). */
public final class Pointers {

    private Pointers() {}

    public static String escape(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }

    public static String unescape(String segment) {
        return segment.replace("~1", "/").replace("~0", "~");
    }

    /** The unescaped segments; none for the empty pointer. */
    public static List<String> segments(String pointer) {
        if (pointer.isEmpty()) {
            return List.of();
        }
        List<String> out = new ArrayList<>();
        for (String segment : pointer.substring(1).split("/", -1)) {
            out.add(unescape(segment));
        }
        return out;
    }
}
