package dev.weft.config.schema;

/** Finds the lines of a JSON text that JSON pointers (RFC 6901) are about. The text was read before: it is well-formed. */
public final class JsonLines {

    private static final String STRUCTURE = "{}[],:";

    private final String text;
    private int at;

    private JsonLines(String text) {
        this.text = text;
    }

    /**
     * The line, from 1, of the value that the pointer names; that of its key where it is a field. Where the text has no such value, because
     * it is missed there, the line of the innermost one around it.
     *
     * @param json well-formed
     */
    public static int line(String json, String pointer) {
        int place = new JsonLines(json).find(pointer);
        return 1 + (int) json.substring(0, place).chars().filter(c -> c == '\n').count();
    }

    private int find(String pointer) {
        skipSpace();
        int place = at;
        for (String segment : Pointers.segments(pointer)) {
            int next = enter(segment);
            if (next < 0) {
                return place;
            }
            place = next;
        }
        return place;
    }

    /** Goes into the value at hand, to the one that the segment names, and gives the place of its key, or its own; negative: there is none. */
    private int enter(String segment) {
        return switch (text.charAt(at)) {
            case '{' -> enterObject(segment);
            case '[' -> enterList(segment);
            default -> -1;
        };
    }

    private int enterObject(String name) {
        at++;
        for (skipSpace(); text.charAt(at) != '}'; skipComma()) {
            int key = at;
            skipString();
            // Keys with escapes are none that anybody knows: they are wrong as a whole, and their object is named.
            boolean found = text.substring(key + 1, at - 1).equals(name);
            skipSpace();
            at++;
            skipSpace();
            if (found) {
                return key;
            }
            skipValue();
        }
        return -1;
    }

    private int enterList(String index) {
        at++;
        skipSpace();
        for (int i = 0; text.charAt(at) != ']'; i++) {
            if (String.valueOf(i).equals(index)) {
                return at;
            }
            skipValue();
            skipComma();
        }
        return -1;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void skipComma() {
        skipSpace();
        if (text.charAt(at) == ',') {
            at++;
            skipSpace();
        }
    }

    private void skipString() {
        at++;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private void skipValue() {
        int depth = 0;
        do {
            skipSpace();
            char c = text.charAt(at);
            if (c == '"') {
                skipString();
            } else if (STRUCTURE.indexOf(c) >= 0) {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                at++;
            } else {
                skipWord();
            }
        } while (depth > 0);
    }

    /** A number, true, false or null. */
    private void skipWord() {
        while (at < text.length()
                && STRUCTURE.indexOf(text.charAt(at)) < 0
                && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
