package dev.weft.wamp.auth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Crossbar.io's text of key and activation files: a title, an empty line, then {@code tag: value} lines. Whoever reads it from a
 * file bounds its length; whoever writes it to one sees to the permissions.
 *
 * @param title the first line
 * @param tags by name ({@link KeyTags}), in the order of the text; one of them may be a private key
 */
public record KeyText(String title, Map<String, String> tags) {

    public KeyText {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /**
     * A text whose tags are all known. A text without a title begins with a tag.
     *
     * @throws Malformed for a line that is no tag, a tag that is not allowed, and one that is there twice
     */
    public static KeyText parse(String text, Set<String> allowed) {
        List<String> lines = text.lines().map(String::strip).collect(Collectors.toList());
        boolean titled = !lines.isEmpty() && !allowed.contains(tag(lines.get(0)));
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = titled ? 1 : 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty()) {
                continue;
            }
            String tag = tag(line);
            if (tag.isEmpty()) {
                throw new Malformed(i + 1, "expected 'tag: value'");
            }
            if (!allowed.contains(tag)) {
                throw new Malformed(
                        i + 1, "unknown tag '" + tag + "'; allowed are " + String.join(", ", new TreeSet<>(allowed)));
            }
            if (tags.put(tag, line.substring(line.indexOf(':') + 1).strip()) != null) {
                throw new Malformed(i + 1, "tag '" + tag + "' is there twice; remove one");
            }
        }
        return new KeyText(titled ? lines.get(0) : "", tags);
    }

    /** What {@link #parse} reads. */
    public String text() {
        StringBuilder text = new StringBuilder(title).append("\n\n");
        tags.forEach((tag, value) -> text.append(tag).append(": ").append(value).append('\n'));
        return text.toString();
    }

    /**
     * The public key, in lower case.
     *
     * @throws Malformed where there is a tag for it whose value has not 64 hex digits
     */
    public Optional<String> publicKey() {
        String written = tags.get(KeyTags.PUBLIC_KEY);
        if (written == null) {
            return Optional.empty();
        }
        if (Hex.parse(written, Keys.PUBLIC_KEY_BYTES) == null) {
            throw new Malformed("'" + KeyTags.PUBLIC_KEY + "' must be 64 hex characters");
        }
        return Optional.of(written.toLowerCase(Locale.ROOT));
    }

    /**
     * The private key.
     *
     * @throws Malformed where there is none, or one that the public key does not belong to
     */
    public SigningKey signingKey() {
        SigningKey key;
        try {
            key = SigningKey.ofHex(tags.getOrDefault(KeyTags.PRIVATE_KEY, ""));
        } catch (IllegalArgumentException invalid) {
            throw new Malformed("'" + KeyTags.PRIVATE_KEY + "' must be 64 hex characters");
        }
        if (!publicKey().orElse(key.publicKeyHex()).equals(key.publicKeyHex())) {
            throw new Malformed("public and private key do not belong together");
        }
        return key;
    }

    private static String tag(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "" : line.substring(0, colon).strip();
    }

    /** Without the tags: one of them may be secret. */
    @Override
    public String toString() {
        return "KeyText[" + title + "]";
    }

    /** Text that is not of this format. The message names the line and never a value, since that may be a secret. Stackless. */
    public static final class Malformed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }

        Malformed(int line, String message) {
            this("line " + line + ": " + message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
