package dev.weft.client;

import dev.weft.client.value.TypeRef;
import dev.weft.client.value.Values;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message carries, read as Java types. Every reading method throws {@link dev.weft.client.value.Mismatch} where a value is of
 * another type. Where it escapes from a procedure, the caller is told, as {@code wamp.error.invalid_argument}.
 *
 * <p>An argument that is null is read as null, but for primitive types. One that is missing is a mismatch, too, but for {@link
 * java.util.Optional} and {@link Void}: ask {@link #size} where there may be fewer. Of what a call was answered with, what is missing is
 * read as null.
 */
public sealed class Arguments permits Event, Invocation {

    private final Payload payload;

    /** What the values are the result of; empty where they are arguments. For messages. */
    private final String result;

    Arguments(Payload payload) {
        this(payload, "");
    }

    private Arguments(Payload payload, String result) {
        this.payload = payload;
        this.result = result;
    }

    /** What a call of this procedure was answered with. */
    static Arguments resultOf(String procedure, Payload payload) {
        return new Arguments(payload, procedure + ": result");
    }

    /** Java values as a payload; a {@link Payload} alone is itself. */
    static Payload write(@Nullable Object... values) {
        return written("", values);
    }

    /** As {@link #write}, for what a procedure answers. */
    static Payload writeResult(@Nullable Object... values) {
        return written("result", values);
    }

    private static Payload written(String result, @Nullable Object[] values) {
        if (values.length == 1 && values[0] instanceof Payload ready) {
            return ready;
        }
        List<@Nullable Object> arguments = new ArrayList<>(values.length);
        for (@Nullable Object value : values) {
            arguments.add(Values.write(value, place(result, arguments.size())));
        }
        return Payload.of(arguments, Dict.empty().values());
    }

    /** The positional argument at this place, from 0. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"}) // primitive types are never null
    public <T> T get(int index, Class<T> type) {
        return (T) argument(index, type);
    }

    /** As {@link #get(int, Class)}, for a type with arguments. */
    @SuppressWarnings({"unchecked", "NullAway"})
    public <T> T get(int index, TypeRef<T> type) {
        return (T) argument(index, type.type());
    }

    /** The keyword argument of this name. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    public <T> T get(String keyword, Class<T> type) {
        return (T) keyword(keyword, type);
    }

    /** As {@link #get(String, Class)}, for a type with arguments. */
    @SuppressWarnings({"unchecked", "NullAway"})
    public <T> T get(String keyword, TypeRef<T> type) {
        return (T) keyword(keyword, type.type());
    }

    /** The first positional argument: what most messages consist of. */
    public <T> T as(Class<T> type) {
        return get(0, type);
    }

    /** The first positional argument. */
    public <T> T as(TypeRef<T> type) {
        return get(0, type);
    }

    /** All keyword arguments as one record or bean. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    public <T> T keywordsAs(Class<T> type) {
        return (T) Values.read(payload.keywords(), type, result.isEmpty() ? "keywords" : result + " keywords");
    }

    /** The number of positional arguments. */
    public int size() {
        return payload.arguments().size();
    }

    /** As it came. */
    public Payload payload() {
        return payload;
    }

    private static String place(String result, int index) {
        if (result.isEmpty()) {
            return "argument " + index;
        }
        return index == 0 ? result : result + " " + index;
    }

    private String place(String keyword) {
        return result.isEmpty() ? "keyword " + keyword : result + " keyword " + keyword;
    }

    private @Nullable Object argument(int index, Type type) {
        String where = place(result, index);
        return index < size() || !result.isEmpty()
                ? Values.read(payload.argument(index), type, where)
                : Values.missing(type, where);
    }

    private @Nullable Object keyword(String name, Type type) {
        Object value = payload.keywords().get(name);
        return value != null || !result.isEmpty() || payload.keywords().containsKey(name)
                ? Values.read(value, type, place(name))
                : Values.missing(type, place(name));
    }

    /** The shape only: application data may hold secrets. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + payload + "]";
    }
}
