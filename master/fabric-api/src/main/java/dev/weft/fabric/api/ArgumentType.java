package dev.weft.fabric.api;

import dev.weft.config.Ids;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** What an argument may be. */
public enum ArgumentType {
    STRING("a string"),
    /** The id of a thing on a node; a wrong one is refused, see {@link Ids#ID}. */
    ID(Ids.ID_MEANING),
    /** The oid or the authid of a node. */
    NODE("the oid or the authid of a node"),
    /** The oid or the name of an object of the master. */
    OBJECT("an oid or a name"),
    UUID("an oid (a UUID)"),
    /** An Ed25519 public key. */
    KEY(Ids.KEY_MEANING),
    INTEGER("an integer"),
    NUMBER("a number"),
    BOOL("a boolean"),
    DICT("a dictionary"),
    LIST("a list"),
    ANY("any value");

    private static final Pattern UUID_PATTERN =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern KEY_PATTERN = Pattern.compile("(?i)" + Ids.KEY);

    private final String words;

    ArgumentType(String words) {
        this.words = words;
    }

    /** For messages, with its article. */
    public String words() {
        return words;
    }

    /** The name in tables and pages. */
    public String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean fits(Object value) {
        return switch (this) {
            case STRING -> value instanceof String;
            case NODE, OBJECT -> value instanceof String s && !s.isEmpty() && s.length() <= 255;
            case ID -> value instanceof String s && Ids.isId(s);
            case UUID -> value instanceof String s && UUID_PATTERN.matcher(s).matches();
            case KEY -> value instanceof String s && KEY_PATTERN.matcher(s).matches();
            case INTEGER -> value instanceof Long || value instanceof Integer;
            case NUMBER -> value instanceof Number;
            case BOOL -> value instanceof Boolean;
            case DICT -> value instanceof Map<?, ?>;
            case LIST -> value instanceof List<?>;
            case ANY -> true;
        };
    }
}
