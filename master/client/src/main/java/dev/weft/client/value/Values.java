package dev.weft.client.value;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Java values as WAMP values and back.
 *
 * <table>
 * <caption>What is written as what</caption>
 * <tr><th>Java</th><th>WAMP</th></tr>
 * <tr><td>{@code boolean}, whole numbers, {@link java.math.BigInteger}, {@code float}, {@code double}, {@link String}, {@code byte[]}</td>
 *     <td>the same; a number is read as any type that holds it exactly</td></tr>
 * <tr><td>records; beans with a public constructor without parameters</td>
 *     <td>dictionary; keys that the type does not know are passed over, those that are missing are {@code null}</td></tr>
 * <tr><td>arrays, {@link java.util.Collection}, {@link java.util.Map} with keys of text</td><td>list, dictionary</td></tr>
 * <tr><td>enums; {@link java.math.BigDecimal}, {@link java.util.UUID}, {@link java.net.URI}, {@code java.time}</td>
 *     <td>text: name or {@code toString}</td></tr>
 * <tr><td>{@link java.util.Optional}</td><td>its value, or null</td></tr>
 * </table>
 *
 * <p>Read as {@link Object}, a value is what it is in {@code dev.weft.wamp.message}.
 */
public final class Values {

    private Values() {}

    /**
     * The value as WAMP has it.
     *
     * @param where for the message: {@code argument 0}
     * @throws Mismatch where it has no form in WAMP
     */
    public static @Nullable Object write(@Nullable Object value, String where) {
        return Writing.write(value, where, 0);
    }

    /**
     * The value as this type, which may have type arguments ({@link TypeRef#type}).
     *
     * @param value as WAMP has it
     * @param where for the message: {@code argument 0}
     * @throws Mismatch where it is none
     */
    public static @Nullable Object read(@Nullable Object value, Type type, String where) {
        return Reading.read(value, type, where);
    }

    /**
     * What an argument that is not there is as this type: an empty {@link java.util.Optional}, null as {@link Void}.
     *
     * @throws Mismatch for every other type
     */
    public static @Nullable Object missing(Type type, String where) {
        return Reading.missing(type, where);
    }
}
