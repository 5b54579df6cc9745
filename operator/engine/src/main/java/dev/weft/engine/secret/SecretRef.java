package dev.weft.engine.secret;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reference to a secret as documents write it: {@code $(secret.name/key)}. The value itself is never in a plan. */
public record SecretRef(String name, String key) implements Comparable<SecretRef> {

    private static final Pattern FORM =
            Pattern.compile("\\$\\(secret\\.([A-Za-z0-9][A-Za-z0-9._-]*)/([A-Za-z0-9._-]+)\\)");

    /** The reference that the whole text is, if it is one. */
    public static Optional<SecretRef> find(Object value) {
        if (!(value instanceof String text)) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new SecretRef(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    @Override
    public int compareTo(SecretRef other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : key.compareTo(other.key);
    }

    @Override
    public String toString() {
        return "$(secret." + name + "/" + key + ")";
    }
}
