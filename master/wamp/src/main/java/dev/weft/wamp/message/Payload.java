package dev.weft.wamp.message;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The application data of a message: positional and keyword arguments.
 *
 * <p>A payload that came from the wire keeps the bytes it came in ({@link #encodedArguments()}); it is decoded on the first call
 * of {@link #arguments()} or {@link #keywords()}, and never when sender and receiver speak the same serializer.
 */
public final class Payload {

    private static final Payload EMPTY = new Payload(List.of(), Map.of(), null, null, null);

    private volatile @Nullable List<@Nullable Object> arguments;
    private volatile @Nullable Map<String, @Nullable Object> keywords;
    private final @Nullable Encoded encodedArguments;
    private final @Nullable Encoded encodedKeywords;
    private final @Nullable Passthru passthru;

    private Payload(
            @Nullable List<@Nullable Object> arguments,
            @Nullable Map<String, @Nullable Object> keywords,
            @Nullable Encoded encodedArguments,
            @Nullable Encoded encodedKeywords,
            @Nullable Passthru passthru) {
        this.arguments = arguments;
        this.keywords = keywords;
        this.encodedArguments = encodedArguments;
        this.encodedKeywords = encodedKeywords;
        this.passthru = passthru;
    }

    public static Payload empty() {
        return EMPTY;
    }

    /** Positional arguments only. */
    public static Payload of(@Nullable Object... arguments) {
        return arguments.length == 0
                ? EMPTY
                : new Payload(
                        Collections.unmodifiableList(Arrays.asList(arguments.clone())), Map.of(), null, null, null);
    }

    /** Keyword arguments only. */
    public static Payload ofKeywords(Map<String, ? extends @Nullable Object> keywords) {
        return of(List.of(), keywords);
    }

    public static Payload of(
            List<? extends @Nullable Object> arguments, Map<String, ? extends @Nullable Object> keywords) {
        return arguments.isEmpty() && keywords.isEmpty()
                ? EMPTY
                : new Payload(
                        Collections.unmodifiableList(arguments),
                        Collections.unmodifiableMap(keywords),
                        null,
                        null,
                        null);
    }

    /** What arrived: an encoded list and an encoded dictionary, either of which may be missing. */
    public static Payload encoded(@Nullable Encoded arguments, @Nullable Encoded keywords) {
        return arguments == null && keywords == null
                ? EMPTY
                : new Payload(
                        arguments == null ? List.of() : null,
                        keywords == null ? Map.of() : null,
                        arguments,
                        keywords,
                        null);
    }

    /** Bytes that routers pass on without a look into them (WAMP, "Payload Passthru Mode"): the only positional argument. */
    public static Payload opaque(Passthru attributes, byte[] bytes) {
        return of((Object) bytes).with(attributes);
    }

    /** The same arguments, with what receivers have to know to read them; null: they are read as they are. */
    public Payload with(@Nullable Passthru attributes) {
        return new Payload(arguments, keywords, encodedArguments, encodedKeywords, attributes);
    }

    /** How the bytes in the only positional argument are to be read; null for arguments that are what they are. */
    public @Nullable Passthru passthru() {
        return passthru;
    }

    /** True for no arguments at all, as far as that is known without decoding. */
    public boolean isEmpty() {
        return encodedArguments == null
                && encodedKeywords == null
                && arguments().isEmpty()
                && keywords().isEmpty();
    }

    /** The bytes of the positional arguments; null where this payload was made from values or has none. */
    public @Nullable Encoded encodedArguments() {
        return encodedArguments;
    }

    /** The bytes of the keyword arguments; null where this payload was made from values or has none. */
    public @Nullable Encoded encodedKeywords() {
        return encodedKeywords;
    }

    /** The same, to be kept for long: without the rest of a large frame that it came in with other messages. */
    public Payload compact() {
        Encoded first = encodedArguments == null ? null : encodedArguments.compact();
        Encoded second = encodedKeywords == null ? null : encodedKeywords.compact();
        return first == encodedArguments && second == encodedKeywords
                ? this
                : new Payload(arguments, keywords, first, second, passthru);
    }

    /** How many bytes the message has that it came in, all of which stays with it; 0 where it was made from values. */
    public long heldBytes() {
        byte[] first = encodedArguments == null ? null : encodedArguments.bytes();
        byte[] second = encodedKeywords == null ? null : encodedKeywords.bytes();
        return (first == null ? 0L : first.length) + (second == null || second == first ? 0L : second.length);
    }

    @SuppressWarnings("unchecked")
    public List<@Nullable Object> arguments() {
        List<@Nullable Object> known = arguments;
        if (known == null) {
            known = encodedArguments == null
                    ? List.of()
                    : (List<@Nullable Object>) encodedArguments.decoder().decode(encodedArguments);
            arguments = known;
        }
        return known;
    }

    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> keywords() {
        Map<String, @Nullable Object> known = keywords;
        if (known == null) {
            known = encodedKeywords == null
                    ? Map.of()
                    : (Map<String, @Nullable Object>) encodedKeywords.decoder().decode(encodedKeywords);
            keywords = known;
        }
        return known;
    }

    /** The positional argument at this place, or null where there are fewer. */
    public @Nullable Object argument(int index) {
        List<@Nullable Object> all = arguments();
        return index < all.size() ? all.get(index) : null;
    }

    /** Equal values, whatever they are encoded in. Decodes. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload p
                && arguments().equals(p.arguments())
                && keywords().equals(p.keywords())
                && Objects.equals(passthru, p.passthru);
    }

    @Override
    public int hashCode() {
        return 31 * arguments().hashCode() + keywords().hashCode();
    }

    /** The shape only: application data may hold secrets. */
    @Override
    public String toString() {
        return "Payload[" + (encodedArguments != null || encodedKeywords != null ? "encoded" : "values") + "]";
    }
}
